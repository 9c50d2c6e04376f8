package dev.ridgepoint.graph;

/** The normalisations that ONNX Runtime has kernels for, alone and with the residual addition before them. */
final class Norms {

    private static final float EPSILON = 1e-5f;

    private Norms() { }

    /** Root mean square: input, weight. Registered in ONNX's own domain although ONNX has no such operator. */
    static Op rms() {
        return Op.onnx("SimplifiedLayerNormalization").with("axis", -1).with("epsilon", EPSILON);
    }

    /** Mean and variance: input, weight, shift. */
    static Op layer() {
        return Op.onnx("LayerNormalization").with("axis", -1).with("epsilon", EPSILON);
    }

    /** Addition, then root mean square: input, skip, weight; the fourth output is the sum. */
    static Op skipRms() {
        return Op.contrib("SkipSimplifiedLayerNormalization").with("epsilon", EPSILON);
    }

    /** Addition, then mean and variance: input, skip, weight, shift; the fourth output is the sum. */
    static Op skipLayer() {
        return Op.contrib("SkipLayerNormalization").with("epsilon", EPSILON);
    }
}
