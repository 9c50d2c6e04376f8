/** ONNX files: what each node of a graph costs, from the shapes that its tensors really have. */
package dev.ridgepoint.checkpoint.onnx;
