package dev.ridgepoint.format;

import static dev.ridgepoint.format.BlockFormat.IQ1_M;
import static dev.ridgepoint.format.BlockFormat.IQ1_S;
import static dev.ridgepoint.format.BlockFormat.IQ2_S;
import static dev.ridgepoint.format.BlockFormat.IQ2_XS;
import static dev.ridgepoint.format.BlockFormat.IQ2_XXS;
import static dev.ridgepoint.format.BlockFormat.IQ3_S;
import static dev.ridgepoint.format.BlockFormat.IQ3_XXS;
import static dev.ridgepoint.format.BlockFormat.IQ4_NL;
import static dev.ridgepoint.format.BlockFormat.IQ4_XS;
import static dev.ridgepoint.format.BlockFormat.Q2_K;
import static dev.ridgepoint.format.BlockFormat.Q4_K;
import static dev.ridgepoint.format.BlockFormat.Q5_K;
import static dev.ridgepoint.format.BlockFormat.Q8_0;
import static dev.ridgepoint.format.BlockFormat.TQ1_0;
import static dev.ridgepoint.format.BlockFormat.TQ2_0;
import static dev.ridgepoint.format.GgufMixes.mix;
import static dev.ridgepoint.format.MixCondition.EIGHT_EXPERTS;
import static dev.ridgepoint.format.MixCondition.FALCON;
import static dev.ridgepoint.format.MixCondition.FIRST_EIGHTH;
import static dev.ridgepoint.format.MixCondition.FOUR_EXPERTS;
import static dev.ridgepoint.format.MixCondition.FOUR_QUERIES_A_VALUE;
import static dev.ridgepoint.format.MixCondition.MIDDLE;
import static dev.ridgepoint.format.MixCondition.MORE_BITS;
import static dev.ridgepoint.format.MixCondition.SEVENTY_BILLION;
import static dev.ridgepoint.format.MixCondition.UNEVEN_ROWS;
import static dev.ridgepoint.format.MixRule.rule;
import static dev.ridgepoint.format.TensorGroup.ATTENTION_OUTPUT;
import static dev.ridgepoint.format.TensorGroup.DOWN;
import static dev.ridgepoint.format.TensorGroup.EMBEDDING;
import static dev.ridgepoint.format.TensorGroup.FUSED_QKV;
import static dev.ridgepoint.format.TensorGroup.GATE_AND_UP;
import static dev.ridgepoint.format.TensorGroup.KEY;
import static dev.ridgepoint.format.TensorGroup.OUTPUT;
import static dev.ridgepoint.format.TensorGroup.QUERY;
import static dev.ridgepoint.format.TensorGroup.VALUE;

import java.util.ArrayList;
import java.util.List;

/**
 * The mixes of llama.cpp's i-quants and ternary types. Unlike the others they are taken to be made with an importance matrix, without which
 * {@code llama-quantize} refuses to write those of 2.5 bits and less and nobody publishes the rest.
 */
final class GgufIQuants {

    static final List<WeightsFormat> ALL = List.of(
            mix("iq4_nl", "GGUF IQ4_NL: 4.5 bits, with Q6_K for the output and Q5_K for shared values", IQ4_NL,
                    rule(VALUE, Q5_K, FOUR_QUERIES_A_VALUE),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            mix("iq4_xs", "GGUF IQ4_XS: 4.25 bits, with Q6_K for the output and Q5_K for shared values", IQ4_XS,
                    rule(VALUE, Q5_K, FOUR_QUERIES_A_VALUE),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            mix("iq3_m", "GGUF IQ3_M: IQ3_S, with Q4_K for values, attention outputs and the first down-projections", IQ3_S,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K),
                    rule(DOWN, Q4_K, FIRST_EIGHTH),
                    rule(DOWN, Q4_K, EIGHT_EXPERTS, MORE_BITS),
                    rule(ATTENTION_OUTPUT, IQ3_S, FALCON),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                    rule(ATTENTION_OUTPUT, Q4_K),
                    rule(FUSED_QKV, Q4_K)),
            mix("iq3_s", "GGUF IQ3_S: 3.44 bits, with Q6_K for the output and Q4_K for shared values", IQ3_S,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            mix("iq3_xs", "GGUF IQ3_XS: IQ3_S, with IQ3_XXS for queries, keys and the feed-forward blocks of the middle", IQ3_S,
                    rule(VALUE, Q5_K, SEVENTY_BILLION),
                    rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                    rule(KEY, IQ3_XXS),
                    rule(QUERY, IQ3_XXS),
                    rule(GATE_AND_UP, IQ3_XXS, MIDDLE),
                    rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS)),
            xxs(),
            low("iq2_m", "GGUF IQ2_M: IQ2_S, with IQ3_S or more for values, attention outputs, the embedding and the first down-projections", IQ2_S, IQ3_S,
                    IQ3_S, IQ3_S),
            low("iq2_s", "GGUF IQ2_S: IQ2_XS, with IQ3_S or more for values, attention outputs, the embedding and the first down-projections", IQ2_XS, IQ3_S,
                    IQ3_S, IQ3_S),
            low("iq2_xs", "GGUF IQ2_XS: 2.31 bits, with Q2_K or more for values, the embedding and the first down-projections", IQ2_XS, Q2_K, Q2_K, IQ2_XS),
            low("iq2_xxs", "GGUF IQ2_XXS: 2.06 bits, with Q2_K or more for values, the embedding and the first down-projections", IQ2_XXS, Q2_K, Q2_K, IQ2_XXS),
            low("iq1_m", "GGUF IQ1_M: 1.75 bits, with Q2_K or more for values, the embedding and the first down-projections", IQ1_M, Q2_K, Q2_K, IQ2_XXS),
            low("iq1_s", "GGUF IQ1_S: 1.56 bits, with Q2_K or more for values, the embedding and the first down-projections", IQ1_S, Q2_K, Q2_K, IQ2_XXS),
            mix("tq2_0", "GGUF TQ2_0: ternary weights at 2.06 bits, with Q6_K for the output and Q4_K for the embedding", TQ2_0, rule(EMBEDDING, Q4_K)),
            mix("tq1_0", "GGUF TQ1_0: ternary weights at 1.69 bits, with Q6_K for the output and Q4_K for the embedding", TQ1_0, rule(EMBEDDING, Q4_K)));

    private GgufIQuants() { }

    /** Its output is narrower than those of its neighbours. */
    private static WeightsFormat xxs() {
        return lowOutput("iq3_xxs", "GGUF IQ3_XXS: 3.06 bits, with Q5_K for the output, IQ2_S for queries and keys, and more for values", IQ3_XXS, List.of(
                rule(EMBEDDING, IQ3_S),
                rule(KEY, Q8_0, EIGHT_EXPERTS),
                rule(VALUE, Q8_0, EIGHT_EXPERTS),
                rule(VALUE, Q5_K, SEVENTY_BILLION),
                rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                rule(KEY, IQ2_S),
                rule(QUERY, IQ2_S),
                rule(ATTENTION_OUTPUT, IQ3_XXS, FALCON),
                rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                rule(ATTENTION_OUTPUT, IQ3_S)));
    }

    /** Those of 2.5 bits and less go by rules of their own. */
    private static WeightsFormat low(String id, String summary, BlockFormat base, BlockFormat embedding, BlockFormat sensitive, BlockFormat attentionOutput) {
        return lowOutput(id, summary, base, List.of(
                rule(EMBEDDING, embedding),
                rule(VALUE, Q4_K, FOUR_QUERIES_A_VALUE),
                rule(VALUE, Q4_K, FOUR_EXPERTS),
                rule(VALUE, sensitive),
                rule(KEY, Q4_K, EIGHT_EXPERTS),
                rule(DOWN, sensitive, FIRST_EIGHTH),
                rule(ATTENTION_OUTPUT, Q5_K, EIGHT_EXPERTS),
                rule(ATTENTION_OUTPUT, attentionOutput)));
    }

    private static WeightsFormat lowOutput(String id, String summary, BlockFormat base, List<MixRule> own) {
        List<MixRule> rules = new ArrayList<>(List.of(rule(OUTPUT, Q8_0, FALCON), rule(OUTPUT, Q8_0, UNEVEN_ROWS), rule(OUTPUT, Q5_K)));
        rules.addAll(own);
        return new GgufMix(id, summary, base, rules, NumberFormat.FP16, NumberFormat.FP16, BlockFormat.F16);
    }
}
