/** Tables described once, by their columns, and printed for people, spreadsheets, documents and programs. */
package dev.ridgepoint.cli.print;
