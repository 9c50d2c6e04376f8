package dev.ridgepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runtimes with the same weights are one model: what differs in a comparison of them is the runtime. */
class RuntimesAgreeTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "mha", "gqa", "mqa", "window", "gpt2", "phi2", "neox", "head-norm", "olmo2", "gemma", "key-is-value"})
    void onTheLogits(String name) {
        Architecture model = SmallModels.all().get(name);
        DecoderSpec spec = new DecoderSpec(model, StoredWeights.FP32, LatentExecution.CHEAPER, SmallModels.ROOM, 2, 1, 5);
        try (Decoder nd4j = new Nd4jDecoder(spec); Decoder onnx = new OnnxDecoder(spec)) {
            for (int[][] tokens : new int[][][] {SmallModels.prompt(2, 9), SmallModels.prompt(2, 1)}) {
                nd4j.run(tokens);
                onnx.run(tokens);
                for (int row = 0; row < 2; row++) {
                    assertThat(nd4j.logits()[row]).containsExactly(onnx.logits()[row], within(1e-4f));
                }
            }
        }
    }
}
