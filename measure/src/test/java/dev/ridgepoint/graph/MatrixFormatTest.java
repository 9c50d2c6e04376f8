package dev.ridgepoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One product in each format against the same product by hand. */
class MatrixFormatTest {

    private static final WeightSource NUMBERS = (name, columns) -> {
        Random random = new Random(name.hashCode());
        return row -> {
            for (int i = 0; i < row.length; i++) {
                row[i] = 2 * random.nextFloat() - 1;
            }
        };
    };

    /** Allowed is the rounding of weights and inputs, twice over: see the formats' steps. */
    @ParameterizedTest
    @CsvSource({"fp32, 64, 96, 1e-6", "fp32, 70, 33, 1e-6", "int8, 64, 96, 0.015", "int8, 70, 33, 0.015", "int4, 64, 96, 0.09", "int4, 70, 33, 0.09"})
    void theProductIsThatOfTheMatrix(String format, int columns, int rows, double tolerance) throws OrtException {
        MatrixFormat matrixFormat = Map.of("fp32", MatrixFormat.FP32, "int8", MatrixFormat.INT8, "int4", MatrixFormat.INT4).get(format);
        for (int tokens : new int[] {0, 1, 5}) {
            float[][] x = new float[tokens][columns];
            WeightSource.Rows inputs = NUMBERS.rows("x", columns);
            for (float[] row : x) {
                inputs.next(row);
            }
            float[] bias = new float[rows];
            NUMBERS.rows("bias", 1).next(bias);
            assertThat(error(product(matrixFormat, x, rows, columns, bias), byHand(x, rows, columns, bias))).isLessThanOrEqualTo(tolerance);
        }
    }

    @Test
    void aMatrixOfMoreRowsThanATensorMayHaveIsCutIntoPieces() {
        Matrix whole = new Matrix("w", 0, 10, 3, NUMBERS);
        List<Matrix> pieces = whole.pieces(4);
        assertThat(pieces).extracting(Matrix::firstRow).containsExactly(0, 3, 6);
        assertThat(pieces).extracting(Matrix::rows).containsExactly(3, 3, 4);
        WeightSource.Rows expected = whole.read();
        for (Matrix piece : pieces) {
            WeightSource.Rows actual = piece.read();
            for (int i = 0; i < piece.rows(); i++) {
                assertThat(next(actual)).isEqualTo(next(expected));
            }
        }
    }

    private static float[] next(WeightSource.Rows rows) {
        float[] row = new float[3];
        rows.next(row);
        return row;
    }

    private static float[][] product(MatrixFormat format, float[][] x, int rows, int columns, float[] bias) throws OrtException {
        Graph graph = new Graph("product");
        Value input = graph.input("x", ElementType.FLOAT, Dimension.named("tokens"), Dimension.of(columns));
        Value output = format.multiply(graph.at("model/product"), input, new Matrix("w", 0, rows, columns, NUMBERS), graph.vector("bias", bias));
        graph.output(output, ElementType.FLOAT, Dimension.named("tokens"), Dimension.of(rows));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> weights = new HashMap<>();
        for (ExternalTensor tensor : graph.externals()) {
            weights.put(tensor.name(), OnnxTensor.createTensor(
                    environment, tensor.materialise(), tensor.shape(), OnnxJavaType.valueOf(tensor.type().name())));
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.addExternalInitializers(new HashMap<>(weights));
            java.nio.FloatBuffer flat = java.nio.FloatBuffer.allocate(x.length * columns);
            for (float[] row : x) {
                flat.put(row);
            }
            try (OrtSession session = environment.createSession(graph.model(), options);
                    OnnxTensor given = OnnxTensor.createTensor(environment, flat.flip(), new long[] {x.length, columns});
                    OrtSession.Result result = session.run(Map.of("x", given))) {
                return (float[][]) result.get(0).getValue();
            }
        }
    }

    private static float[][] byHand(float[][] x, int rows, int columns, float[] bias) {
        float[][] product = new float[x.length][rows];
        WeightSource.Rows source = NUMBERS.rows("w", columns);
        float[] weights = new float[columns];
        for (int r = 0; r < rows; r++) {
            source.next(weights);
            for (int t = 0; t < x.length; t++) {
                double sum = bias[r];
                for (int c = 0; c < columns; c++) {
                    sum += (double) weights[c] * x[t][c];
                }
                product[t][r] = (float) sum;
            }
        }
        return product;
    }

    /** Root of the mean square of the difference, over that of the product. */
    private static double error(float[][] actual, float[][] expected) {
        double difference = 0;
        double size = 1e-30;
        for (int t = 0; t < expected.length; t++) {
            for (int r = 0; r < expected[t].length; r++) {
                difference += Math.pow(actual[t][r] - expected[t][r], 2);
                size += Math.pow(expected[t][r], 2);
            }
        }
        return Math.sqrt(difference / size);
    }
}
