/** Safetensors files: a header that names every tensor, its type and its shape. What the model is stands in the config.json beside it. */
package dev.ridgepoint.checkpoint.safetensors;
