package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.ShortConvolution;

/** State-space layers, delta-nets and short convolutions, from the shapes of their tensors. */
final class RecurrenceShapes {

    private RecurrenceShapes() { }

    static boolean isDelta(LayerTensors t) {
        return t.has("ssm_a") && t.hasAny("attn_gate.weight", "ssm_ba.weight");
    }

    static boolean isMamba1(LayerTensors t) {
        return t.has("ssm_x.weight");
    }

    static boolean isMamba2(LayerTensors t) {
        return !isDelta(t) && !isMamba1(t) && t.has("ssm_in.weight");
    }

    static boolean isShortConvolution(LayerTensors t) {
        return t.has("shortconv.conv.weight");
    }

    static Mixer mamba1(LayerTensors t) {
        t.hasAny("ssm_in.weight", "ssm_conv1d.bias", "ssm_dt.bias", "ssm_d", "ssm_dt_norm.weight", "ssm_b_norm.weight", "ssm_c_norm.weight");
        FileTensor out = t.get("ssm_out.weight");
        return new Mamba1(t.size("ssm_out.weight", out.columns()), t.size("ssm_a", t.get("ssm_a").columns()),
                t.size("ssm_dt.weight", t.get("ssm_dt.weight").columns()), t.size("ssm_conv1d.weight", t.get("ssm_conv1d.weight").columns()));
    }

    /** The convolution runs over the channels and, for each group, two maps of the state's size. */
    static Mixer mamba2(LayerTensors t, LayerFacts facts) {
        t.hasAny("ssm_in.weight", "ssm_conv1d.bias", "ssm_dt.bias", "ssm_d");
        long inner = t.get("ssm_out.weight").columns();
        int heads = t.size("ssm_a", t.get("ssm_a").elements());
        FileTensor convolution = t.get("ssm_conv1d.weight");
        int state = facts.stateSize();
        int groups = t.whole("ssm_conv1d.weight", convolution.rows() - inner, 2L * state);
        return new Mamba2(heads, t.whole("ssm_out.weight", inner, heads), state, groups, t.size("ssm_conv1d.weight", convolution.columns()),
                t.has("ssm_norm.weight"));
    }

    /** The convolution runs over queries and keys, which are as wide, and values. */
    static Mixer delta(LayerTensors t, LayerFacts facts) {
        t.hasAny("attn_qkv.weight", "attn_gate.weight", "ssm_in.weight", "ssm_ba.weight", "ssm_beta.weight", "ssm_alpha.weight", "ssm_dt.bias", "ssm_dt",
                "ssm_norm.weight");
        long values = t.get("ssm_out.weight").columns();
        int heads = t.size("ssm_a", t.get("ssm_a").elements());
        FileTensor convolution = t.get("ssm_conv1d.weight");
        int size = facts.stateSize();
        int keyHeads = t.whole("ssm_conv1d.weight", convolution.rows() - values, 2L * size);
        return new GatedDeltaNet(keyHeads, size, heads, t.whole("ssm_out.weight", values, heads), t.size("ssm_conv1d.weight", convolution.columns()));
    }

    static Mixer shortConvolution(LayerTensors t) {
        t.hasAny("shortconv.in_proj.weight");
        FileTensor convolution = t.get("shortconv.conv.weight");
        return new ShortConvolution(t.size("shortconv.conv.weight", convolution.columns()),
                t.size("shortconv.out_proj.weight", t.get("shortconv.out_proj.weight").columns()));
    }
}
