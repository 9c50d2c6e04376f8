package dev.ridgepoint.runtime;

import static dev.ridgepoint.runtime.SmallModels.GATED;
import static dev.ridgepoint.runtime.SmallModels.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Pooling;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.predict.LatentExecution;
import java.nio.FloatBuffer;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxEncoderTest {

    private static final float TOLERANCE = 1e-5f;
    private static final int HEADS = 4;
    private static final int SIZE = 32;

    private static Architecture bert(Pooling pooling, int layers) {
        GroupedQueryAttention attention =
                new GroupedQueryAttention(HEADS, HEADS, SIZE, AttentionSpan.FULL, false, false, QkNorm.NONE, false, false, false, 0, false);
        Architecture like = SmallModels.model(attention, new DenseFeedForward(256, false, "gelu", false, false), LayerGroup.Norms.POST,
                Architecture.Norm.LAYERNORM, SmallModels.ROOM).withLayers(layers);
        return new Architecture(like.id(), like.name(), like.family(), Architecture.Kind.ENCODER, like.provenance(), like.nativeWeights(), like.hidden(),
                like.vocabulary(), new Architecture.Embeddings(true, SmallModels.ROOM, 2, true, false, false, true, pooling), like.norm(), like.maxContext(),
                like.layerPattern(), like.groups());
    }

    private static Encoder encoder(Architecture architecture, StoredWeights weights, int batch) {
        return new OnnxEncoder(new DecoderSpec(architecture, weights, LatentExecution.CHEAPER, SmallModels.ROOM, batch, 1, 7), ExecutionProvider.CPU);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void sequencesOfABatchDoNotMix(Pooling pooling) {
        int[][] prompt = prompt(2, 9);
        try (Encoder both = encoder(bert(pooling, 3), StoredWeights.FP32, 2); Encoder one = encoder(bert(pooling, 3), StoredWeights.FP32, 1)) {
            both.run(prompt);
            float[][] together = both.embeddings();
            for (int row = 0; row < 2; row++) {
                one.run(new int[][] {prompt[row]});
                assertThat(one.embeddings()[0]).containsExactly(together[row], within(TOLERANCE));
            }
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void itIsTheDefinition(Pooling pooling) {
        int[] tokens = prompt(1, 7)[0];
        try (Encoder encoder = encoder(bert(pooling, 1), StoredWeights.FP32, 1)) {
            encoder.run(new int[][] {tokens});
            assertThat(encoder.embeddings()[0]).containsExactly(plain(tokens, pooling), within(TOLERANCE));
        }
    }

    /** The first token's vector depends on the last token, as no decoder's does. */
    @Test
    void everyTokenSeesEveryOther() {
        int[][] prompt = prompt(1, 9);
        try (Encoder encoder = encoder(bert(Pooling.CLS, 1), StoredWeights.FP32, 1)) {
            encoder.run(prompt);
            float[] before = encoder.embeddings()[0];
            prompt[0][8]++;
            encoder.run(prompt);
            assertThat(encoder.embeddings()[0]).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Pooling.class, names = {"CLS", "MEAN"})
    void embeddingsAreOfLengthOneAndNarrowWeightsStayNear(Pooling pooling) {
        int[][] prompt = prompt(2, 12);
        float[][] wide = null;
        for (StoredWeights weights : StoredWeights.values()) {
            try (Encoder encoder = encoder(bert(pooling, 3), weights, 2)) {
                encoder.run(prompt);
                wide = wide == null ? encoder.embeddings() : wide;
                for (int row = 0; row < 2; row++) {
                    float[] embedding = encoder.embeddings()[row];
                    assertThat(dot(embedding, embedding)).isCloseTo(1, within(1e-5));
                    // Against the wide one's: 3 layers of rounding, see OnnxDecoderTest.
                    assertThat(dot(embedding, wide[row])).isGreaterThan(weights == StoredWeights.INT4 ? 0.8 : 0.997);
                }
            }
        }
    }

    @Test
    void whatItCannotTakeIsRefused() {
        try (Encoder encoder = encoder(bert(Pooling.CLS, 1), StoredWeights.FP32, 2)) {
            assertThatThrownBy(() -> encoder.run(prompt(1, 4))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 rows");
            assertThatThrownBy(() -> encoder.run(prompt(2, SmallModels.ROOM + 1))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("knows 64 positions, not 65");
        }
        assertThatThrownBy(() -> encoder(SmallModels.model(SmallModels.attention(4, 4), GATED), StoredWeights.FP32, 1))
                .isInstanceOf(UnsupportedArchitectureException.class);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** One layer, in loops over doubles. */
    private static float[] plain(int[] tokens, Pooling pooling) {
        RandomWeights random = new RandomWeights(7);
        int hidden = SmallModels.HIDDEN;
        double[][] x = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            x[t] = sum(sum(row(random, "model/embedding", SmallModels.VOCABULARY, hidden, tokens[t]),
                    row(random, "model/position_embedding", SmallModels.ROOM, hidden, t)), row(random, "model/token_type_embedding", 2, hidden, 0));
            x[t] = normalised(x[t]);
        }
        double[][] q = products(random, "L0/q_proj", hidden, x);
        double[][] k = products(random, "L0/k_proj", hidden, x);
        double[][] v = products(random, "L0/v_proj", hidden, x);
        double[][] heads = new double[tokens.length][hidden];
        for (int t = 0; t < tokens.length; t++) {
            for (int h = 0; h < HEADS; h++) {
                double[] weights = new double[tokens.length];
                double total = 0;
                for (int other = 0; other < tokens.length; other++) {
                    double score = 0;
                    for (int i = h * SIZE; i < (h + 1) * SIZE; i++) {
                        score += q[t][i] * k[other][i];
                    }
                    weights[other] = Math.exp(score / Math.sqrt(SIZE));
                    total += weights[other];
                }
                for (int other = 0; other < tokens.length; other++) {
                    for (int i = h * SIZE; i < (h + 1) * SIZE; i++) {
                        heads[t][i] += weights[other] / total * v[other][i];
                    }
                }
            }
        }
        double[][] attended = products(random, "L0/o_proj", hidden, heads);
        double[] vector = new double[hidden];
        for (int t = 0; t < tokens.length; t++) {
            double[] mixed = normalised(sum(x[t], attended[t]));
            double[] inner = products(random, "L0/up_proj", 256, mixed)[0];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = inner[i] / 2 * (1 + Erf.erf(inner[i] / Math.sqrt(2)));
            }
            double[] state = normalised(sum(mixed, products(random, "L0/down_proj", hidden, inner)[0]));
            if (t == 0 || pooling == Pooling.MEAN) {
                vector = sum(vector, state);
            }
        }
        if (pooling == Pooling.NONE) {
            vector = products(random, "model/pooler", hidden, vector)[0];
            FloatBuffer bias = random.matrix("model/pooler/bias", 1, hidden);
            for (int i = 0; i < hidden; i++) {
                vector[i] = Math.tanh(vector[i] + bias.get(i));
            }
        }
        double length = 0;
        for (double element : vector) {
            length += element * element;
        }
        float[] result = new float[hidden];
        for (int i = 0; i < hidden; i++) {
            result[i] = (float) (pooling == Pooling.NONE ? vector[i] : vector[i] / Math.sqrt(length));
        }
        return result;
    }

    private static double[] row(RandomWeights random, String name, int rows, int columns, int row) {
        FloatBuffer table = random.matrix(name, rows, columns);
        double[] numbers = new double[columns];
        for (int i = 0; i < columns; i++) {
            numbers[i] = table.get(row * columns + i);
        }
        return numbers;
    }

    private static double[][] products(RandomWeights random, String name, int rows, double[]... vectors) {
        int columns = vectors[0].length;
        FloatBuffer matrix = random.matrix(name, rows, columns);
        double[][] products = new double[vectors.length][rows];
        for (int t = 0; t < vectors.length; t++) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < columns; i++) {
                    products[t][row] += matrix.get(row * columns + i) * vectors[t][i];
                }
            }
        }
        return products;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    private static double[] normalised(double[] x) {
        double mean = 0;
        double squares = 0;
        for (double v : x) {
            mean += v / x.length;
        }
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean;
            squares += y[i] * y[i];
        }
        for (int i = 0; i < y.length; i++) {
            y[i] /= Math.sqrt(squares / x.length + 1e-5);
        }
        return y;
    }
}
