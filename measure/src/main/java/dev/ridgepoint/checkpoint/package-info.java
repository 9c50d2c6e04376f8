/** Models read from the files that they are published in: configurations, GGUF, safetensors and ONNX, without their weights being read. */
package dev.ridgepoint.checkpoint;
