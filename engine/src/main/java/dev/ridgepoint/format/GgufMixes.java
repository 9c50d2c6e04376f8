package dev.ridgepoint.format;

import static dev.ridgepoint.format.BlockFormat.F16;
import static dev.ridgepoint.format.BlockFormat.MXFP4;
import static dev.ridgepoint.format.BlockFormat.Q2_K;
import static dev.ridgepoint.format.BlockFormat.Q3_K;
import static dev.ridgepoint.format.BlockFormat.Q4_0;
import static dev.ridgepoint.format.BlockFormat.Q4_1;
import static dev.ridgepoint.format.BlockFormat.Q4_K;
import static dev.ridgepoint.format.BlockFormat.Q5_0;
import static dev.ridgepoint.format.BlockFormat.Q5_1;
import static dev.ridgepoint.format.BlockFormat.Q5_K;
import static dev.ridgepoint.format.BlockFormat.Q6_K;
import static dev.ridgepoint.format.BlockFormat.Q8_0;
import static dev.ridgepoint.format.MixCondition.EIGHT_EXPERTS;
import static dev.ridgepoint.format.MixCondition.FALCON;
import static dev.ridgepoint.format.MixCondition.FIRST_EIGHTH;
import static dev.ridgepoint.format.MixCondition.FIRST_FOUR;
import static dev.ridgepoint.format.MixCondition.FIRST_SIXTEENTH;
import static dev.ridgepoint.format.MixCondition.FIRST_TWO;
import static dev.ridgepoint.format.MixCondition.FOUR_QUERIES_A_VALUE;
import static dev.ridgepoint.format.MixCondition.MORE_BITS;
import static dev.ridgepoint.format.MixCondition.NO_EXPERTS;
import static dev.ridgepoint.format.MixCondition.SEVENTY_BILLION;
import static dev.ridgepoint.format.MixRule.rule;
import static dev.ridgepoint.format.TensorGroup.ATTENTION_OUTPUT;
import static dev.ridgepoint.format.TensorGroup.DOWN;
import static dev.ridgepoint.format.TensorGroup.EXPERTS;
import static dev.ridgepoint.format.TensorGroup.FUSED_QKV;
import static dev.ridgepoint.format.TensorGroup.KEY;
import static dev.ridgepoint.format.TensorGroup.LAYER_MATRIX;
import static dev.ridgepoint.format.TensorGroup.OUTPUT;
import static dev.ridgepoint.format.TensorGroup.VALUE;

import java.util.List;
import java.util.stream.Stream;

/** The mixes of llama.cpp, each as its table of exceptions: the first line that applies decides. */
final class GgufMixes {

    /** What every mix below eight bits does, before its own rules. */
    static final List<MixRule> COMMON = List.of(
            rule(OUTPUT, Q8_0, FALCON),
            rule(OUTPUT, Q6_K),
            rule(KEY, Q8_0, EIGHT_EXPERTS),
            rule(VALUE, Q8_0, EIGHT_EXPERTS));

    static final List<WeightsFormat> ALL = List.of(
            new GgufMix("f16", "GGUF F16: matrices in 16 bits, vectors in 32", F16, List.of(), NumberFormat.FP16, NumberFormat.FP16, F16),
            new GgufMix("q8_0", "GGUF Q8_0: all matrices at 8.5 bits", Q8_0, List.of(), NumberFormat.FP16, NumberFormat.FP16, F16),
            mix("q6_k", "GGUF Q6_K: all matrices at 6.56 bits", Q6_K),
            mix("q5_k_m", "GGUF Q5_K_M: Q5_K, with Q6_K for the output and half of the values and down-projections", Q5_K,
                    rule(VALUE, Q6_K, MORE_BITS),
                    rule(DOWN, Q6_K, MORE_BITS),
                    rule(FUSED_QKV, Q6_K)),
            mix("q5_k_s", "GGUF Q5_K_S: all matrices at 5.5 bits, with Q6_K for the output", Q5_K),
            mix("q5_1", "GGUF Q5_1: 6 bits, with Q6_K for the output", Q5_1),
            mix("q5_0", "GGUF Q5_0: 5.5 bits, with Q6_K for the output", Q5_0),
            mix("q4_k_m", "GGUF Q4_K_M: Q4_K, with Q6_K for the output and half of the values and down-projections", Q4_K,
                    rule(VALUE, Q6_K, MORE_BITS),
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(DOWN, Q6_K, FALCON, FIRST_SIXTEENTH),
                    rule(DOWN, Q5_K, FALCON, MORE_BITS),
                    rule(DOWN, Q4_K, FALCON),
                    rule(DOWN, Q6_K, MORE_BITS),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                    rule(FUSED_QKV, Q5_K)),
            mix("q4_k_s", "GGUF Q4_K_S: Q4_K, with Q6_K for the output and Q5_K for the first values and down-projections", Q4_K,
                    rule(VALUE, Q5_K, FIRST_FOUR),
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(DOWN, Q4_K, FALCON),
                    rule(DOWN, Q5_K, FIRST_EIGHTH),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            mix("q4_1", "GGUF Q4_1: 5 bits, with Q6_K for the output", Q4_1),
            mix("q4_0", "GGUF Q4_0: 4.5 bits, with Q6_K for the output", Q4_0),
            mix("q3_k_l", "GGUF Q3_K_L: Q3_K, with Q5_K for values, attention outputs and down-projections", Q3_K,
                    rule(VALUE, Q5_K),
                    rule(DOWN, Q4_K, FALCON),
                    rule(DOWN, Q5_K),
                    rule(ATTENTION_OUTPUT, Q4_K, FALCON),
                    rule(ATTENTION_OUTPUT, Q3_K, EIGHT_EXPERTS),
                    rule(ATTENTION_OUTPUT, Q5_K),
                    rule(FUSED_QKV, Q4_K)),
            mix("q3_k_m", "GGUF Q3_K_M: Q3_K, with Q4_K or more for values, attention outputs and down-projections", Q3_K,
                    rule(VALUE, Q5_K, FIRST_TWO),
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K),
                    rule(DOWN, Q5_K, FIRST_SIXTEENTH),
                    rule(DOWN, Q4_K, MORE_BITS),
                    rule(DOWN, Q3_K, FALCON),
                    rule(DOWN, Q4_K),
                    rule(ATTENTION_OUTPUT, Q3_K, FALCON),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                    rule(ATTENTION_OUTPUT, Q4_K),
                    rule(FUSED_QKV, Q4_K)),
            mix("q3_k_s", "GGUF Q3_K_S: all matrices at 3.44 bits, with Q6_K for the output", Q3_K,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            mix("q2_k", "GGUF Q2_K: Q2_K, with Q3_K or more for values, attention outputs and down-projections", Q2_K,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                    rule(VALUE, Q3_K),
                    rule(DOWN, Q3_K),
                    rule(ATTENTION_OUTPUT, Q2_K, FALCON),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                    rule(ATTENTION_OUTPUT, Q3_K)),
            mix("q2_k_s", "GGUF Q2_K_S: Q2_K, with Q4_K for values and the first down-projections", Q2_K,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                    rule(DOWN, Q4_K, FIRST_EIGHTH)),
            new GgufMix("mxfp4", "GGUF MXFP4: experts (or, without experts, the layers' matrices) at 4.25 bits, other matrices in Q8_0", Q8_0,
                    List.of(
                            rule(EXPERTS, MXFP4),
                            rule(LAYER_MATRIX, MXFP4, NO_EXPERTS)),
                    NumberFormat.BF16, NumberFormat.BF16, BlockFormat.BF16));

    private GgufMixes() { }

    static GgufMix mix(String id, String summary, BlockFormat base, MixRule... own) {
        List<MixRule> rules = Stream.concat(COMMON.stream(), Stream.of(own)).toList();
        return new GgufMix(id, summary, base, rules, NumberFormat.FP16, NumberFormat.FP16, F16);
    }
}
