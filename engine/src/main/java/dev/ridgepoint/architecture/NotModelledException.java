package dev.ridgepoint.architecture;

/** Asked for a model whose file says that Ridgepoint cannot model it. The message is one line with the reason. */
public final class NotModelledException extends RuntimeException {

    NotModelledException(String id, String reason) {
        super(id + " is not modelled: " + reason.replaceAll("\\s+", " ").strip());
    }
}
