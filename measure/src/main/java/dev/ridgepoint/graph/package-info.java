/** From an architecture to an ONNX graph at its true dimensions: a typed builder over ONNX's own messages, and the blocks of a decoder, a kind a file. */
package dev.ridgepoint.graph;
