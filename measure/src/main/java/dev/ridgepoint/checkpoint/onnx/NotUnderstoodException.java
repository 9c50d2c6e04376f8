package dev.ridgepoint.checkpoint.onnx;

/** A part of a graph that no descriptor can be made of; the message names it. */
final class NotUnderstoodException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotUnderstoodException(String what) {
        super(what);
    }
}
