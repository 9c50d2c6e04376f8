/** GGUF files of llama.cpp: their header, which says what the model is and how every tensor is stored. */
package dev.ridgepoint.checkpoint.gguf;
