package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.ShortConvolution;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.workload.Operator.Arithmetic;

/**
 * Lowers the mixers that keep a state of fixed size. The state, in 32 bits, is read and written once a sequence in each pass. FLOPs are the recurrence's
 * own, linear in tokens: the chunked forms that runtimes use in prefill do more arithmetic to reach the matrix unit, never less.
 */
final class RecurrenceLowering {

    private static final int STATE_BYTES = 4;

    private RecurrenceLowering() { }

    /** Decay, input's outer product, sum, output's product: {@code 6} FLOPs a state element and token (Dao and Gu 2024, section 3). */
    static void lower(LayerWriter layer, Mamba2 mamba, int hidden) {
        long inner = mamba.inner();
        layer.matmul("ssm_in_proj", TensorRole.SSM_IN, inner + mamba.convolved() + mamba.heads(), hidden, false);
        convolution(layer, "ssm_conv", mamba.convolved(), mamba.conv(), true);
        layer.add(new OperatorBuilder("ssm_scan", Arithmetic.ACTIVATIONS)
                .flops(6.0 * inner * mamba.state() + 2.0 * inner)
                .activations(layer.activations(2.0 * inner + 2.0 * mamba.groups() * mamba.state() + mamba.heads()))
                .weights(layer.vector(3L * mamba.heads()))
                .state((double) inner * mamba.state() * STATE_BYTES));
        gate(layer, "ssm_gate", inner, mamba.gateNorm() ? inner : 0);
        layer.matmul("ssm_out_proj", TensorRole.SSM_OUT, hidden, inner, false);
    }

    /** The selective scan: each channel has a decay of its own for every state element, so nothing reaches the matrix unit. */
    static void lower(LayerWriter layer, Mamba1 mamba, int hidden) {
        long inner = mamba.inner();
        layer.matmul("ssm_in_proj", TensorRole.SSM_IN, 2 * inner, hidden, false);
        convolution(layer, "ssm_conv", inner, mamba.conv(), true);
        layer.matmul("ssm_x_proj", TensorRole.SSM_X, mamba.dtRank() + 2L * mamba.state(), inner, false);
        layer.matmul("ssm_dt_proj", TensorRole.SSM_DT, inner, mamba.dtRank(), true);
        layer.add(new OperatorBuilder("ssm_scan", Arithmetic.ELEMENTWISE)
                .flops(7.0 * inner * mamba.state() + 2.0 * inner)
                .activations(layer.activations(3.0 * inner + 2.0 * mamba.state()))
                .weights(layer.vector(inner * mamba.state() + inner))
                .state((double) inner * mamba.state() * STATE_BYTES));
        gate(layer, "ssm_gate", inner, 0);
        layer.matmul("ssm_out_proj", TensorRole.SSM_OUT, hidden, inner, false);
    }

    /** Decay, prediction, correction's outer product and its sum, output: {@code 7} FLOPs a state element and token (arXiv 2412.06464). */
    static void lower(LayerWriter layer, GatedDeltaNet delta, int hidden) {
        long values = delta.valueWidth();
        long queriesAndKeys = delta.convolved() - values;
        double state = (double) delta.valueHeads() * delta.keySize() * delta.valueSize();
        layer.matmul("delta_qkv_proj", TensorRole.DELTA_QKV, delta.convolved(), hidden, false);
        layer.matmul("delta_gate_proj", TensorRole.DELTA_GATE, values, hidden, false);
        layer.matmul("delta_beta_proj", TensorRole.DELTA_BETA, delta.valueHeads(), hidden, false);
        layer.matmul("delta_decay_proj", TensorRole.DELTA_DECAY, delta.valueHeads(), hidden, false);
        convolution(layer, "delta_conv", delta.convolved(), delta.conv(), false);
        layer.add(new OperatorBuilder("delta_rule", Arithmetic.ACTIVATIONS)
                .flops(7 * state)
                .activations(layer.activations(queriesAndKeys + 2.0 * values + 2.0 * delta.valueHeads()))
                .weights(layer.vector(2L * delta.valueHeads()))
                .state(state * STATE_BYTES));
        gate(layer, "delta_gate", values, delta.valueSize());
        layer.matmul("delta_out_proj", TensorRole.DELTA_OUT, hidden, values, false);
    }

    /** Two gates around a convolution as wide as the hidden state. */
    static void lower(LayerWriter layer, ShortConvolution conv, int hidden) {
        long width = conv.width();
        layer.matmul("conv_in_proj", TensorRole.SHORT_CONV_IN, 3 * width, hidden, false);
        layer.matmul(
                new OperatorBuilder("short_conv", Arithmetic.ELEMENTWISE)
                        .flops(width * (2.0 * conv.conv() + 2))
                        .activations(layer.activations(4.0 * width))
                        .state((double) width * (conv.conv() - 1) * STATE_BYTES),
                TensorRole.SSM_CONV, width, conv.conv(), false);
        layer.matmul("conv_out_proj", TensorRole.SHORT_CONV_OUT, hidden, width, false);
    }

    private static void convolution(LayerWriter layer, String name, long channels, int taps, boolean bias) {
        layer.matmul(
                new OperatorBuilder(name, Arithmetic.ELEMENTWISE)
                        .flops(channels * (2.0 * taps + 4))
                        .activations(layer.activations(2.0 * channels))
                        .state((double) channels * (taps - 1) * STATE_BYTES),
                TensorRole.SSM_CONV, channels, taps, bias);
    }

    private static void gate(LayerWriter layer, String name, long channels, long normWeights) {
        layer.elementwise(name, (5.0 + (normWeights > 0 ? 4 : 0)) * channels, 3.0 * channels, layer.vector(normWeights));
    }
}
