/**
 * ONNX files: what each node of a graph costs, from the shapes that its tensors really have, and the decoder that a graph is, from what is added to its
 * residual stream.
 */
package dev.ridgepoint.checkpoint.onnx;
