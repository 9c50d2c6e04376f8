package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.ShortConvolution;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The GGUF header that llama.cpp's converter and quantiser would give a model: names after {@code gguf-py/gguf/constants.py}. */
final class GgufOfArchitecture {

    private final Architecture model;
    private final String name;
    private final GgufWriter out = new GgufWriter();
    private final Map<String, BlockFormat> blocks = new HashMap<>();
    private final List<Integer> heads = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();
    private int layer = -1;

    private GgufOfArchitecture(Architecture model, WeightsFormat format, String name) {
        this.model = model;
        this.name = name;
        for (Tensor tensor : model.tensors()) {
            blocks.put(tensor.role() + " " + tensor.layer(), format.blockFor(tensor, model));
        }
    }

    static GgufWriter of(Architecture model, WeightsFormat format, String name) {
        return new GgufOfArchitecture(model, format, name).write();
    }

    private GgufWriter write() {
        out.text("general.architecture", name).text("general.name", model.name()).number(key("block_count"), model.layers())
                .number(key("embedding_length"), model.hidden()).number(key("context_length"), model.maxContext())
                .real(key(model.norm() == Architecture.Norm.RMSNORM ? "attention.layer_norm_rms_epsilon" : "attention.layer_norm_epsilon"), 1e-5f);
        Architecture.Embeddings e = model.embeddings();
        matrix("token_embd", TensorRole.TOKEN_EMBEDDING, model.hidden(), model.vocabulary());
        if (e.positions() > 0) {
            matrix("position_embd", TensorRole.POSITION_EMBEDDING, model.hidden(), e.positions());
        }
        if (e.tokenTypes() > 0) {
            matrix("token_types", TensorRole.TOKEN_TYPE_EMBEDDING, model.hidden(), e.tokenTypes());
        }
        if (model.hasOutputProjection() && !e.tied()) {
            matrix("output", TensorRole.OUTPUT, model.hidden(), model.vocabulary());
        }
        if (e.outputBias()) {
            vector("output.bias", model.vocabulary());
        }
        if (e.embeddingNorm()) {
            norm("token_embd_norm", model.hidden());
        }
        if (e.finalNorm()) {
            norm("output_norm", model.hidden());
        }
        if (e.pooling() != Architecture.Pooling.NONE) {
            out.number(key("pooling_type"), e.pooling().ordinal() == 1 ? 2 : 1);
        }
        for (layer = 0; layer < model.layers(); layer++) {
            int index = layer;
            LayerGroup group = model.groups().stream().filter(g -> g.layers().contains(index)).findFirst().orElseThrow();
            heads.add(0);
            keys.add(0);
            group.mixers().forEach(this::mixer);
            group.feedForwards().forEach(this::feedForward);
            norms(group);
        }
        return out.numbers(key("attention.head_count"), heads).numbers(key("attention.head_count_kv"), keys);
    }

    private String key(String suffix) {
        return name + "." + suffix;
    }

    private void matrix(String part, TensorRole role, long... extents) {
        String prefix = layer < 0 ? "" : "blk." + layer + ".";
        out.tensor(prefix + part + (part.equals("ssm_a") ? "" : ".weight"), blocks.get(role + " " + layer), extents);
    }

    private void vector(String whole, long length) {
        out.tensor((layer < 0 ? "" : "blk." + layer + ".") + whole, BlockFormat.F32, length);
    }

    private void norm(String part, long length) {
        vector(part + ".weight", length);
        if (model.norm() == Architecture.Norm.LAYERNORM) {
            vector(part + ".bias", length);
        }
    }

    private void norms(LayerGroup group) {
        int hidden = model.hidden();
        boolean both = !group.mixers().isEmpty() && !group.feedForwards().isEmpty();
        switch (group.norms()) {
            case PRE -> {
                norm("attn_norm", hidden);
                if (both) {
                    norm(List.of("qwen3next", "qwen35", "qwen35moe", "glm4moe", "gpt-oss").contains(name) ? "post_attention_norm" : "ffn_norm", hidden);
                }
            }
            case POST -> {
                norm(model.kind() == Architecture.Kind.ENCODER ? "attn_output_norm" : "post_attention_norm", hidden);
                norm(model.kind() == Architecture.Kind.ENCODER ? "layer_output_norm" : "post_ffw_norm", hidden);
            }
            case PRE_AND_POST -> List.of("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm").forEach(part -> norm(part, hidden));
            case PARALLEL -> norm("attn_norm", hidden);
            default -> {
                norm("attn_norm", hidden);
                norm(name.equals("falcon") ? "attn_norm_2" : "ffn_norm", hidden);
                out.flag(key("use_parallel_residual"), true);
            }
        }
    }

    private void mixer(Mixer mixer) {
        if (mixer instanceof GroupedQueryAttention a) {
            attention(a);
        } else if (mixer instanceof LatentAttention a) {
            latent(a);
        } else if (mixer instanceof Mamba1 m) {
            matrix("ssm_in", TensorRole.SSM_IN, model.hidden(), 2L * m.inner());
            matrix("ssm_conv1d", TensorRole.SSM_CONV, m.conv(), m.inner());
            vector("ssm_conv1d.bias", m.inner());
            matrix("ssm_x", TensorRole.SSM_X, m.inner(), m.dtRank() + 2L * m.state());
            matrix("ssm_dt", TensorRole.SSM_DT, m.dtRank(), m.inner());
            vector("ssm_dt.bias", m.inner());
            matrix("ssm_a", TensorRole.SSM_PARAMETER, m.state(), m.inner());
            vector("ssm_d", m.inner());
            matrix("ssm_out", TensorRole.SSM_OUT, m.inner(), model.hidden());
        } else if (mixer instanceof Mamba2 m) {
            out.number(key("ssm.state_size"), m.state());
            matrix("ssm_in", TensorRole.SSM_IN, model.hidden(), m.inner() + m.convolved() + m.heads());
            matrix("ssm_conv1d", TensorRole.SSM_CONV, m.conv(), m.convolved());
            vector("ssm_conv1d.bias", m.convolved());
            vector("ssm_dt.bias", m.heads());
            matrix("ssm_a", TensorRole.SSM_PARAMETER, 1, m.heads());
            vector("ssm_d", m.heads());
            matrix("ssm_out", TensorRole.SSM_OUT, m.inner(), model.hidden());
            if (m.gateNorm()) {
                vector("ssm_norm.weight", m.inner());
            }
        } else if (mixer instanceof GatedDeltaNet d) {
            out.number(key("ssm.state_size"), d.keySize());
            matrix("attn_qkv", TensorRole.DELTA_QKV, model.hidden(), d.convolved());
            matrix("attn_gate", TensorRole.DELTA_GATE, model.hidden(), d.valueWidth());
            matrix("ssm_beta", TensorRole.DELTA_BETA, model.hidden(), d.valueHeads());
            matrix("ssm_alpha", TensorRole.DELTA_DECAY, model.hidden(), d.valueHeads());
            matrix("ssm_conv1d", TensorRole.SSM_CONV, d.conv(), d.convolved());
            vector("ssm_a", d.valueHeads());
            vector("ssm_dt.bias", d.valueHeads());
            vector("ssm_norm.weight", d.valueSize());
            matrix("ssm_out", TensorRole.DELTA_OUT, d.valueWidth(), model.hidden());
        } else if (mixer instanceof ShortConvolution c) {
            matrix("shortconv.in_proj", TensorRole.SHORT_CONV_IN, model.hidden(), 3L * c.width());
            matrix("shortconv.conv", TensorRole.SSM_CONV, c.conv(), c.width());
            matrix("shortconv.out_proj", TensorRole.SHORT_CONV_OUT, c.width(), model.hidden());
        }
    }

    private void attention(GroupedQueryAttention a) {
        heads.set(layer, a.heads());
        keys.set(layer, a.kvHeads());
        if (a.span().kind() == AttentionSpan.Kind.SLIDING) {
            out.number(key("attention.sliding_window"), a.span().tokens());
        } else if (a.span().kind() == AttentionSpan.Kind.CHUNKED) {
            out.number(key("attention.chunk_size"), a.span().tokens());
        }
        if (a.rotarySize() > 0) {
            boolean windowed = name.equals("gemma4") && a.span().kind() == AttentionSpan.Kind.SLIDING;
            out.number(key(windowed ? "rope.dimension_count_swa" : "rope.dimension_count"), a.rotarySize());
        }
        List<String> parts = a.fusedQkv() ? List.of("attn_qkv") : a.keyIsValue() ? List.of("attn_q", "attn_k") : List.of("attn_q", "attn_k", "attn_v");
        for (String part : parts) {
            TensorRole role = TensorRole.valueOf(part.replace("attn", "ATTENTION").toUpperCase(java.util.Locale.ROOT));
            long rows = switch (part) {
                case "attn_q" -> a.queryRows();
                case "attn_qkv" -> a.queryRows() + 2 * a.keyRows();
                default -> a.keyRows();
            };
            matrix(part, role, model.hidden(), rows);
            if (a.qkvBias()) {
                vector(part + ".bias", rows);
            }
        }
        long width = (long) a.heads() * a.headSize();
        matrix("attn_output", TensorRole.ATTENTION_OUTPUT, width, model.hidden());
        if (a.outputBias()) {
            vector("attn_output.bias", model.hidden());
        }
        if (a.qkNorm() != QkNorm.NONE) {
            boolean each = a.qkNorm() == QkNorm.PER_HEAD;
            vector("attn_q_norm.weight", each ? a.headSize() : width);
            vector("attn_k_norm.weight", each ? a.headSize() : a.keyRows());
        }
        if (a.sinks()) {
            vector("attn_sinks.weight", a.heads());
        }
    }

    private void latent(LatentAttention a) {
        heads.set(layer, a.heads());
        keys.set(layer, 1);
        long queries = (long) a.heads() * a.queryKeySize();
        if (a.queryRank() == 0) {
            matrix("attn_q", TensorRole.ATTENTION_Q, model.hidden(), queries);
        } else {
            matrix("attn_q_a", TensorRole.MLA_Q_A, model.hidden(), a.queryRank());
            vector("attn_q_a_norm.weight", a.queryRank());
            matrix("attn_q_b", TensorRole.MLA_Q_B, a.queryRank(), queries);
        }
        matrix("attn_kv_a_mqa", TensorRole.MLA_KV_A, model.hidden(), a.latentSize());
        vector("attn_kv_a_norm.weight", a.kvRank());
        matrix("attn_kv_b", TensorRole.MLA_KV_B, a.kvRank(), (long) a.heads() * (a.nopeSize() + a.valueSize()));
        matrix("attn_output", TensorRole.ATTENTION_OUTPUT, (long) a.heads() * a.valueSize(), model.hidden());
        a.indexer().ifPresent(i -> {
            out.number(key("attention.indexer.head_count"), i.heads()).number(key("attention.indexer.top_k"), i.top());
            matrix("indexer.attn_q_b", TensorRole.INDEXER_Q, a.queryRank(), (long) i.heads() * i.headSize());
            matrix("indexer.attn_k", TensorRole.INDEXER_K, model.hidden(), i.headSize());
            matrix("indexer.proj", TensorRole.INDEXER_WEIGHTS, model.hidden(), i.heads());
            vector("indexer.k_norm.weight", i.headSize());
            vector("indexer.k_norm.bias", i.headSize());
        });
    }

    private void feedForward(FeedForward block) {
        int hidden = model.hidden();
        if (block instanceof DenseFeedForward f) {
            if (f.gated() && !f.fusedGateUp()) {
                matrix("ffn_gate", TensorRole.FFN_GATE, hidden, f.width());
            }
            matrix("ffn_up", f.fusedGateUp() ? TensorRole.FFN_GATE_UP : TensorRole.FFN_UP, hidden, f.fusedGateUp() ? 2L * f.width() : f.width());
            matrix("ffn_down", TensorRole.FFN_DOWN, f.width(), hidden);
            if (f.bias()) {
                vector("ffn_up.bias", f.width());
                vector("ffn_down.bias", hidden);
            }
        } else if (block instanceof MixtureOfExperts m) {
            out.number(key("expert_count"), m.experts()).number(key("expert_used_count"), m.top());
            int input = m.expertInput(hidden);
            matrix("ffn_gate_inp", TensorRole.ROUTER, hidden, m.experts());
            if (m.routerBias()) {
                vector("ffn_gate_inp.bias", m.experts());
            }
            if (m.latent() > 0) {
                matrix("ffn_latent_down", TensorRole.LATENT_DOWN, hidden, m.latent());
                matrix("ffn_latent_up", TensorRole.LATENT_UP, m.latent(), hidden);
            }
            if (m.gated()) {
                matrix("ffn_gate_exps", TensorRole.EXPERT_GATE, input, m.width(), m.experts());
            }
            matrix("ffn_up_exps", TensorRole.EXPERT_UP, input, m.width(), m.experts());
            matrix("ffn_down_exps", TensorRole.EXPERT_DOWN, m.width(), input, m.experts());
            if (m.bias()) {
                List.of("gate", "up").forEach(part -> out.tensor("blk." + layer + ".ffn_" + part + "_exps.bias", BlockFormat.F32, m.width(), m.experts()));
                out.tensor("blk." + layer + ".ffn_down_exps.bias", BlockFormat.F32, input, m.experts());
            }
            if (m.sharedWidth() > 0) {
                if (m.gated()) {
                    matrix("ffn_gate_shexp", TensorRole.SHARED_EXPERT_GATE, hidden, m.sharedWidth());
                }
                matrix("ffn_up_shexp", TensorRole.SHARED_EXPERT_UP, hidden, m.sharedWidth());
                matrix("ffn_down_shexp", TensorRole.SHARED_EXPERT_DOWN, m.sharedWidth(), hidden);
                if (m.sharedGate()) {
                    matrix("ffn_gate_inp_shexp", TensorRole.SHARED_EXPERT_SCALE, hidden);
                }
            }
        }
    }
}
