package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The definition of a decoder in loops over doubles, a token at a time: what a runtime's logits are checked against. Norms are RMS, before each block. */
final class PlainDecoder {

    private final SmallModel model;
    private final RandomWeights random;
    private final List<List<double[]>> keys = new ArrayList<>();
    private final List<List<double[]>> values = new ArrayList<>();

    PlainDecoder(SmallModel model, long seed) {
        this.model = model;
        this.random = new RandomWeights(seed);
        for (int layer = 0; layer < model.layers(); layer++) {
            keys.add(new ArrayList<>());
            values.add(new ArrayList<>());
        }
    }

    /** Logits after one more token. */
    double[] run(int token) {
        int hidden = SmallModel.HIDDEN;
        FloatBuffer table = random.matrix("model/embedding", SmallModel.VOCABULARY, hidden);
        double[] x = new double[hidden];
        for (int i = 0; i < hidden; i++) {
            x[i] = table.get(token * hidden + i);
        }
        for (int layer = 0; layer < model.layers(); layer++) {
            add(x, attend(layer, normalized(x)));
            add(x, feedForward("L" + layer + "/", normalized(x)));
        }
        return product("model/" + (model.embeddings().tied() ? "embedding" : "lm_head"), SmallModel.VOCABULARY, normalized(x));
    }

    private double[] attend(int layer, double[] x) {
        GroupedQueryAttention a = model.attention();
        String where = "L" + layer + "/";
        int size = a.headSize();
        int position = keys.get(layer).size();
        int[] widths = {a.heads() * size, a.kvHeads() * size, a.kvHeads() * size};
        double[][] qkv = a.fusedQkv() ? fused(where + "qkv_proj", x, widths) : apart(where, x, widths, "q_proj", "k_proj", "v_proj");
        double[] q = qkv[0];
        double[] k = qkv[1];
        rotate(q, position);
        rotate(k, position);
        keys.get(layer).add(k);
        values.get(layer).add(qkv[2]);
        double[] out = new double[q.length];
        for (int head = 0; head < a.heads(); head++) {
            int shared = head / (a.heads() / a.kvHeads()) * size;
            double[] weight = new double[position + 1];
            double total = 0;
            int first = position + 1 - (int) a.span().tokensRead(1, position);
            for (int token = first; token <= position; token++) {
                double score = 0;
                for (int i = 0; i < size; i++) {
                    score += q[head * size + i] * keys.get(layer).get(token)[shared + i];
                }
                weight[token] = Math.exp(score / Math.sqrt(size));
                total += weight[token];
            }
            for (int token = first; token <= position; token++) {
                for (int i = 0; i < size; i++) {
                    out[head * size + i] += weight[token] / total * values.get(layer).get(token)[shared + i];
                }
            }
        }
        return product(where + "o_proj", SmallModel.HIDDEN, out);
    }

    private void rotate(double[] x, int position) {
        int rotary = model.attention().rotarySize();
        for (int head = 0; head < x.length; head += model.attention().headSize()) {
            for (int i = 0; i < rotary / 2; i++) {
                double angle = position * Math.pow(10000, -2.0 * i / rotary);
                double a = x[head + i];
                double b = x[head + i + rotary / 2];
                x[head + i] = a * Math.cos(angle) - b * Math.sin(angle);
                x[head + i + rotary / 2] = b * Math.cos(angle) + a * Math.sin(angle);
            }
        }
    }

    private double[] feedForward(String where, double[] x) {
        DenseFeedForward block = (DenseFeedForward) model.feedForward();
        int[] widths = {block.width(), block.width()};
        double[][] both = block.fusedGateUp()
                ? fused(where + "gate_up_proj", x, widths)
                : apart(where, x, widths, block.gated() ? "gate_proj" : "up_proj", "up_proj");
        double[] inner = both[0];
        double[] up = both[1];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = activation(block.activation(), inner[i]) * (block.gated() ? up[i] : 1);
        }
        return product(where + "down_proj", SmallModel.HIDDEN, inner);
    }

    private static double activation(String name, double x) {
        return switch (name) {
            case "silu" -> x / (1 + Math.exp(-x));
            case "gelu-tanh" -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case "relu" -> Math.max(0, x);
            case "relu2" -> Math.max(0, x) * Math.max(0, x);
            case "gelu" -> x / 2 * (1 + org.apache.commons.math3.special.Erf.erf(x / Math.sqrt(2)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private double[][] apart(String where, double[] x, int[] widths, String... names) {
        double[][] parts = new double[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            parts[i] = product(where + names[i], widths[i], x);
        }
        return parts;
    }

    private double[][] fused(String name, double[] x, int[] widths) {
        double[] all = product(name, Arrays.stream(widths).sum(), x);
        double[][] parts = new double[widths.length][];
        int from = 0;
        for (int i = 0; i < widths.length; i++) {
            parts[i] = Arrays.copyOfRange(all, from, from + widths[i]);
            from += widths[i];
        }
        return parts;
    }

    private double[] product(String name, int rows, double[] x) {
        FloatBuffer matrix = random.matrix(name, rows, x.length);
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < x.length; i++) {
                y[row] += matrix.get(row * x.length + i) * x[i];
            }
        }
        return y;
    }

    private static double[] normalized(double[] x) {
        double squares = 0;
        for (double v : x) {
            squares += v * v;
        }
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] /= Math.sqrt(squares / x.length + 1e-5);
        }
        return y;
    }

    private static void add(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }
}
