package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Kind;
import dev.ridgepoint.architecture.Architecture.Norm;
import dev.ridgepoint.architecture.Architecture.Pooling;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.checkpoint.tensor.LayerReader;
import dev.ridgepoint.checkpoint.tensor.TensorSet;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A model as the header of its GGUF file tells of it: the shapes of its tensors say most, the key-value pairs the rest.
 *
 * @param architectureName what the file calls its kind: {@code llama}
 * @param publishedName    the model's name, if the file has one
 * @param fileType         the name of the file's mix of formats, or the format of most of its bytes
 * @param outline          the model
 * @param tensors          every tensor
 * @param remarks          what was assumed and not understood
 */
public record GgufFile(String architectureName, Optional<String> publishedName, String fileType, Outline outline, TensorSet tensors, Remarks remarks) {

    private static final int MOST_LAYERS = 10_000;
    /** Keys that decide what a model says and not what it costs, or that the tensors' shapes say as well. */
    private static final Set<String> WITHOUT_COST = Set.of(
            "vocab_size", "feed_forward_length", "attention.key_length", "attention.value_length", "attention.head_count", "attention.head_count_kv",
            "attention.layer_norm_epsilon", "attention.layer_norm_rms_epsilon", "attention.clamp_kqv", "attention.max_alibi_bias", "attention.scale",
            "attention.causal",
            "attention.q_lora_rank", "attention.kv_lora_rank", "attention.key_length_mla", "attention.value_length_mla", "attention.indexer.key_length",
            "attention.temperature_length", "attention.temperature_scale", "attention.output_scale", "attention.key_length_swa", "attention.value_length_swa",
            "attention.group_norm_epsilon", "attention.group_norm_groups", "attention.relative_buckets_count", "attention.gate_lora_rank",
            "expert_feed_forward_length", "expert_shared_feed_forward_length", "expert_shared_count", "expert_weights_scale", "expert_weights_norm",
            "expert_gating_func", "expert_group_count", "expert_group_used_count", "expert_count", "leading_dense_block_count", "interleave_moe_layer_step",
            "moe_every_n_layers", "attn_logit_softcapping", "final_logit_softcapping", "router_logit_softcapping", "logit_scale", "embedding_scale",
            "residual_scale", "tensor_data_layout", "ssm.inner_size", "ssm.conv_kernel", "ssm.time_step_rank", "ssm.group_count", "ssm.dt_b_c_rms",
            "shortconv.l_cache", "full_attention_interval", "n_deepstack_layers", "swiglu_clamp_exp", "swiglu_clamp_shexp", "vocab_only", "dense_2_feat_in");
    private static final Set<String> OUTER_WITHOUT_COST = Set.of("rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight");

    /**
     * Reads a file's header, or those of all its parts.
     *
     * @throws InvalidInputException if it is no GGUF file, is damaged, or holds no model that can be described
     */
    public static GgufFile read(Path path) {
        GgufHeader header = GgufParts.read(path);
        String file = path.toString();
        Metadata metadata = header.metadata();
        String name = metadata.text("general.architecture").filter(text -> !text.isBlank())
                .orElseThrow(() -> new InvalidInputException(file, "does not say 'general.architecture'"));
        Remarks remarks = new Remarks();
        TensorSet tensors = TensorSet.of(file, header.tensors(), UnaryOperator.identity());
        Outline outline;
        try {
            outline = new Reading(name, metadata, tensors, remarks).outline();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(file, "is no model: " + e.getMessage());
        }
        String fileType = metadata.number("general.file_type").flatMap(GgmlTypes::fileType).orElseGet(() -> mostBytes(header.tensors()));
        return new GgufFile(name, metadata.text("general.name").or(() -> metadata.text("general.basename")), fileType, outline, tensors, remarks);
    }

    private static String mostBytes(List<FileTensor> tensors) {
        Map<BlockFormat, Long> bytes = new LinkedHashMap<>();
        tensors.forEach(tensor -> bytes.merge(tensor.block(), tensor.bytes(), Long::sum));
        return bytes.entrySet().stream().max(Comparator.comparingLong(Map.Entry::getValue)).map(entry -> entry.getKey().id()).orElse("f16");
    }

    /** One file's reading. */
    private record Reading(String name, Metadata metadata, TensorSet tensors, Remarks remarks) {

        private String key(String suffix) {
            return name + "." + suffix;
        }

        Outline outline() {
            Optional<GgufFamily> family = GgufFamily.named(name);
            if (family.isEmpty()) {
                remarks.unknown("general.architecture = " + name + ", which is none that is known: the shapes of its tensors alone were used");
            }
            FileTensor embedding = tensors.required("token_embd.weight");
            int blocks = metadata.required(key("block_count"));
            int predicting = metadata.number(key("nextn_predict_layers")).orElse(0);
            int layers = blocks - predicting;
            if (layers < 1 || layers > MOST_LAYERS) {
                throw metadata.mistake(key("block_count"), layers + " layers");
            }
            if (predicting > 0) {
                remarks.note("The multi-token-prediction layers are left out, a plain decode step does not run them.");
            }
            boolean encoder = name.contains("bert");
            Kind kind = encoder ? Kind.ENCODER : Kind.DECODER;
            List<Layer> read = new ArrayList<>();
            for (int i = 0; i < layers; i++) {
                read.add(LayerReader.read(tensors.layer(i), new GgufLayerFacts(name, metadata, kind, remarks, i)));
            }
            Outline outline = new Outline(family(family), kind, Math.toIntExact(embedding.columns()), Math.toIntExact(embedding.rows()), embeddings(encoder),
                    norm(),
                    metadata.number(key("context_length")).orElse(0), named(read));
            metadata.number(key("embedding_length")).filter(stated -> stated != embedding.columns()).ifPresent(stated -> {
                throw metadata.mistake(key("embedding_length"), stated + ", and token_embd.weight has " + embedding.columns() + " columns");
            });
            remarkOnTheRest(layers);
            return outline;
        }

        private String family(Optional<GgufFamily> family) {
            boolean mixtral = name.equals("llama") && metadata.number(key("expert_count")).orElse(0) > 0;
            return mixtral ? "mixtral" : family.map(GgufFamily::family).orElse(name);
        }

        /** A model of one kind of layer calls it a block. */
        private static List<Layer> named(List<Layer> layers) {
            Map<Layer, String> names = new LinkedHashMap<>();
            List<String> used = new ArrayList<>();
            for (Layer layer : layers) {
                names.computeIfAbsent(layer, l -> {
                    long same = used.stream().filter(l.name()::equals).count();
                    used.add(l.name());
                    return same == 0 ? l.name() : l.name() + "-" + (same + 1);
                });
            }
            boolean alike = names.size() == 1;
            return layers.stream().map(layer -> layer.named(alike ? "block" : names.get(layer))).toList();
        }

        private Norm norm() {
            boolean rootMeanSquare = metadata.has(key("attention.layer_norm_rms_epsilon"));
            boolean shifted = tensors.indices().stream().anyMatch(i -> tensors.layer(i).parts().containsKey("attn_norm.bias")
                    || tensors.layer(i).parts().containsKey("attn_output_norm.bias"));
            return shifted || !rootMeanSquare && metadata.has(key("attention.layer_norm_epsilon")) ? Norm.LAYERNORM : Norm.RMSNORM;
        }

        private Architecture.Embeddings embeddings(boolean encoder) {
            int positions = rows("position_embd.weight");
            int types = rows("token_types.weight");
            Pooling pooling = switch (metadata.number(key("pooling_type")).orElse(0)) {
                case 1 -> Pooling.MEAN;
                case 2 -> Pooling.CLS;
                default -> Pooling.NONE;
            };
            return new Architecture.Embeddings(tensors.outer("output.weight").isEmpty(), positions, types, tensors.outer("token_embd_norm.weight").isPresent(),
                    tensors.outer("output_norm.weight").isPresent(), tensors.outer("output.bias").isPresent(), false, encoder ? pooling : Pooling.NONE);
        }

        private int rows(String table) {
            return tensors.outer(table).map(tensor -> Math.toIntExact(tensor.rows())).orElse(0);
        }

        private void remarkOnTheRest(int layers) {
            for (String key : metadata.notAsked(name + ".")) {
                String suffix = key.substring(name.length() + 1);
                if (!WITHOUT_COST.contains(suffix) && !suffix.startsWith("rope.") && !suffix.startsWith("vision.")) {
                    remarks.unknown(key);
                }
            }
            LayerReader.notUnderstood(tensors, IntStream.range(0, layers).boxed().toList()).forEach(part -> remarks.unknown("the tensors blk.*." + part));
            tensors.outer().keySet().stream().filter(outer -> !OUTER_WITHOUT_COST.contains(outer) && !LayerReader.isKnownOutside(outer))
                    .forEach(outer -> remarks.unknown("the tensor " + outer));
        }
    }
}
