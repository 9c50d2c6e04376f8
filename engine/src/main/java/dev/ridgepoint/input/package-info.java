/** Reading what people write: YAML that knows its lines, names that are nearly right, and mistakes told in one line. */
package dev.ridgepoint.input;
