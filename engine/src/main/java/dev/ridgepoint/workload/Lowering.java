package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.ShortConvolution;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns an architecture into the operators of a pass, in the order in which they run. Residual additions are fused with the normalisation that follows
 * them, as every runtime of note does: such an operator reads the residual stream and the block's output and writes their sum and its normalisation.
 */
final class Lowering {

    private final Architecture architecture;
    private final Numerics numerics;
    private final AttentionKernel kernel;
    private final List<Tensor> tensors;
    private final List<Operator> operators = new ArrayList<>();

    private Lowering(Architecture architecture, Numerics numerics, AttentionKernel kernel) {
        this.architecture = architecture;
        this.numerics = numerics;
        this.kernel = kernel;
        this.tensors = architecture.tensors();
    }

    static List<Operator> lower(Architecture architecture, Numerics numerics, AttentionKernel kernel) {
        Lowering lowering = new Lowering(architecture, numerics, kernel);
        lowering.embedding();
        architecture.groups().forEach(lowering::group);
        lowering.output();
        return lowering.operators;
    }

    private void embedding() {
        LayerWriter writer = LayerWriter.outside(architecture, numerics, kernel, tensors);
        int hidden = architecture.hidden();
        double row = rowBytes(TensorRole.TOKEN_EMBEDDING, architecture.vocabulary())
                + rowBytes(TensorRole.POSITION_EMBEDDING, architecture.embeddings().positions())
                + rowBytes(TensorRole.TOKEN_TYPE_EMBEDDING, architecture.embeddings().tokenTypes());
        // A token reads its rows of the tables, not the tables.
        writer.add(new OperatorBuilder("embedding", Arithmetic.ELEMENTWISE).weightsPerToken(row).activations(writer.activations(hidden)));
        if (architecture.embeddings().embeddingNorm()) {
            writer.norm("embedding_norm", 2, 0);
        }
        operators.addAll(writer.written());
    }

    private double rowBytes(TensorRole role, long rows) {
        return tensors.stream().filter(t -> t.role() == role)
                .mapToDouble(t -> (double) numerics.weights().blockFor(t, architecture).bytes(t.rows(), t.columns(), 1) / rows)
                .sum();
    }

    private void group(LayerGroup group) {
        LayerWriter writer = new LayerWriter(architecture, numerics, kernel, group, tensors);
        boolean both = !group.mixers().isEmpty() && !group.feedForwards().isEmpty();
        switch (group.norms()) {
            case PRE -> {
                if (!group.mixers().isEmpty()) {
                    writer.norm("attn_norm", 4, 1);
                }
                group.mixers().forEach(mixer -> mixer(writer, mixer));
                if (!group.feedForwards().isEmpty()) {
                    writer.norm("ffn_norm", 4, 1);
                }
                group.feedForwards().forEach(block -> feedForward(writer, block));
            }
            case POST -> {
                group.mixers().forEach(mixer -> mixer(writer, mixer));
                if (!group.mixers().isEmpty()) {
                    writer.norm("attn_post_norm", 3, 1);
                }
                group.feedForwards().forEach(block -> feedForward(writer, block));
                if (!group.feedForwards().isEmpty()) {
                    writer.norm("ffn_post_norm", 3, 1);
                }
            }
            case PRE_AND_POST -> {
                if (!group.mixers().isEmpty()) {
                    writer.norm("attn_norm", 2, 0);
                    group.mixers().forEach(mixer -> mixer(writer, mixer));
                    writer.norm("attn_post_norm", 3, 1);
                }
                if (!group.feedForwards().isEmpty()) {
                    writer.norm("ffn_norm", 2, 0);
                    group.feedForwards().forEach(block -> feedForward(writer, block));
                    writer.norm("ffn_post_norm", 3, 1);
                }
            }
            case PARALLEL, PARALLEL_TWO_NORMS -> {
                // Both outputs join the residual stream at the next layer's norm.
                writer.norm("attn_norm", both ? 5 : 4, both ? 2 : 1);
                if (group.norms() == LayerGroup.Norms.PARALLEL_TWO_NORMS) {
                    writer.norm("ffn_norm", 2, 0);
                }
                group.mixers().forEach(mixer -> mixer(writer, mixer));
                group.feedForwards().forEach(block -> feedForward(writer, block));
            }
        }
        operators.addAll(writer.written());
    }

    private void mixer(LayerWriter writer, Mixer mixer) {
        int hidden = architecture.hidden();
        if (mixer instanceof GroupedQueryAttention attention) {
            AttentionLowering.lower(writer, attention, hidden);
        } else if (mixer instanceof LatentAttention attention) {
            LatentAttentionLowering.lower(writer, attention, hidden);
        } else if (mixer instanceof Mamba2 mamba) {
            RecurrenceLowering.lower(writer, mamba, hidden);
        } else if (mixer instanceof Mamba1 mamba) {
            RecurrenceLowering.lower(writer, mamba, hidden);
        } else if (mixer instanceof GatedDeltaNet delta) {
            RecurrenceLowering.lower(writer, delta, hidden);
        } else if (mixer instanceof ShortConvolution convolution) {
            RecurrenceLowering.lower(writer, convolution, hidden);
        }
    }

    private void feedForward(LayerWriter writer, FeedForward block) {
        if (block instanceof DenseFeedForward dense) {
            FeedForwardLowering.lower(writer, dense, architecture.hidden());
        } else if (block instanceof MixtureOfExperts moe) {
            FeedForwardLowering.lower(writer, moe, architecture.hidden());
        }
    }

    private void output() {
        LayerWriter writer = LayerWriter.outside(architecture, numerics, kernel, tensors);
        long hidden = architecture.hidden();
        if (architecture.embeddings().finalNorm()) {
            double bytes = writer.vector(hidden * architecture.norm().vectors());
            writer.add(new OperatorBuilder("final_norm", Arithmetic.ELEMENTWISE).onLastToken()
                    .flops((writer.normFlops() + 1.0) * hidden).activations(writer.activations(3.0 * hidden)).weights(bytes));
        }
        if (architecture.hasOutputProjection()) {
            TensorRole role = architecture.embeddings().tied() ? TensorRole.TOKEN_EMBEDDING : TensorRole.OUTPUT;
            boolean bias = architecture.embeddings().outputBias();
            writer.matmul(writer.matmulBuilder("lm_head", architecture.vocabulary(), hidden, bias).onLastToken(),
                    role, architecture.vocabulary(), hidden, bias);
        }
        if (architecture.embeddings().pooling() == Architecture.Pooling.MEAN) {
            // Every token is read once and added; the sum is small.
            writer.elementwise("pooling", hidden, hidden, 0);
        }
        if (architecture.embeddings().pooling() != Architecture.Pooling.NONE) {
            // Square, sum, scale.
            writer.add(new OperatorBuilder("unit_norm", Arithmetic.ELEMENTWISE).onLastToken().flops(3.0 * hidden)
                    .activations(writer.activations(2.0 * hidden)));
        }
        if (architecture.embeddings().runsPooler()) {
            writer.matmul(writer.matmulBuilder("pooler", hidden, hidden, true).onLastToken(), TensorRole.POOLER, hidden, hidden, true);
        }
        operators.addAll(writer.written());
    }
}
