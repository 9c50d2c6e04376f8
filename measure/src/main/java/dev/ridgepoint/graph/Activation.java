package dev.ridgepoint.graph;

/** The non-linearities that descriptors name. */
final class Activation {

    private Activation() { }

    /** Adds the one of that name. */
    static Value apply(Section section, NodeGroup at, String name, Value x) {
        return switch (name) {
            case "silu" -> at.node(Op.contrib("QuickGelu").with("alpha", 1f), x);
            case "gelu" -> at.node(Op.contrib("Gelu"), x);
            case "gelu-tanh" -> at.node(Op.contrib("FastGelu"), x);
            case "relu" -> at.node("Relu", x);
            case "relu2" -> {
                Value positive = at.node("Relu", x);
                yield at.node("Mul", positive, positive);
            }
            default -> throw section.assembly().unsupported("activation '" + name + "'");
        };
    }
}
