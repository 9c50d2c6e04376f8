/** Load tests of servers: a constant number of requests in flight, measured and predicted. */
package dev.ridgepoint.loadtest;
