/** Configurations in the form of Hugging Face's {@code config.json}: a file a family, each with what its fields mean and which of them may be missing. */
package dev.ridgepoint.checkpoint.config;
