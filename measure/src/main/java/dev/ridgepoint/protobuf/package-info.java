/** Files of protocol buffers, walked field by field: what is not asked for is skipped and never held. */
package dev.ridgepoint.protobuf;
