package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.MixtureOfExperts;

/** Feed-forward blocks, from the shapes of their matrices. */
final class FeedForwardShapes {

    private FeedForwardShapes() { }

    static boolean isDense(LayerTensors t) {
        return t.has("ffn_down.weight");
    }

    static boolean isMixture(LayerTensors t) {
        return t.has("ffn_gate_inp.weight") && t.hasAny("ffn_down_exps.weight");
    }

    /** Two matrices, three, or three of which gate and up are stored as one. */
    static FeedForward dense(LayerTensors t, LayerFacts facts) {
        int width = t.size("ffn_down.weight", t.get("ffn_down.weight").columns());
        long up = t.get("ffn_up.weight").rows();
        boolean separate = t.has("ffn_gate.weight");
        boolean fused = !separate && up == 2L * width;
        if (!fused && up != width) {
            throw t.mistake("ffn_up.weight", up + " rows are not the " + width + " columns of ffn_down");
        }
        boolean bias = t.hasAny("ffn_up.bias", "ffn_down.bias", "ffn_gate.bias");
        return new DenseFeedForward(width, separate || fused, facts.activation(), bias, fused);
    }

    /** As many experts as the router has rows. */
    static FeedForward mixture(LayerTensors t, LayerFacts facts) {
        int experts = t.size("ffn_gate_inp.weight", t.get("ffn_gate_inp.weight").rows());
        FileTensor down = t.get("ffn_down_exps.weight");
        int width = t.size("ffn_down_exps.weight", down.columns());
        boolean fused = t.has("ffn_gate_up_exps.weight");
        boolean gated = fused || t.has("ffn_gate_exps.weight");
        if (!fused && t.get("ffn_up_exps.weight").rows() != width) {
            throw t.mistake("ffn_up_exps.weight", "its rows are not the " + width + " columns of ffn_down_exps");
        }
        if (down.copies() != experts) {
            throw t.mistake("ffn_down_exps.weight", down.copies() + " experts, and the router knows " + experts);
        }
        boolean bias = t.hasAny("ffn_gate_exps.bias", "ffn_up_exps.bias", "ffn_down_exps.bias", "ffn_gate_up_exps.bias");
        int latent = t.find("ffn_latent_down.weight").map(tensor -> t.size("ffn_latent_down.weight", tensor.rows())).orElse(0);
        t.hasAny("ffn_latent_up.weight", "ffn_gate_shexp.weight", "ffn_up_shexp.weight", "exp_probs_b.bias", "ffn_exp_probs_b.bias");
        int shared = t.find("ffn_down_shexp.weight").map(tensor -> t.size("ffn_down_shexp.weight", tensor.columns())).orElse(0);
        return new MixtureOfExperts(experts, facts.expertsUsed(), width, gated, facts.activation(), bias, t.has("ffn_gate_inp.bias"), latent, shared,
                t.has("ffn_gate_inp_shexp.weight"));
    }
}
