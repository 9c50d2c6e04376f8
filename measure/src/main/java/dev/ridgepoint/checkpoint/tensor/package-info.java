/** Tensors as the header of a file declares them, and the layers that their shapes tell of. */
package dev.ridgepoint.checkpoint.tensor;
