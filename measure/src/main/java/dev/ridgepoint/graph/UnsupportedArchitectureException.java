package dev.ridgepoint.graph;

/** Asked to build a decoder with a part that no graph is written for. The message is one line that names the part. */
public final class UnsupportedArchitectureException extends RuntimeException {

    /** A model and what of it cannot be built. */
    public UnsupportedArchitectureException(String model, String part) {
        super(model + " cannot be built as an ONNX graph: " + part);
    }
}
