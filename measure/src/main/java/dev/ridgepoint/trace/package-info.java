/** Traffic as it was seen: a trace of requests, read row by row. */
package dev.ridgepoint.trace;
