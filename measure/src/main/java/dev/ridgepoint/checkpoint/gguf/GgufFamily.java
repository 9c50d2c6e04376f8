package dev.ridgepoint.checkpoint.gguf;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What llama.cpp knows of a model by the name of its architecture, and what therefore no header says ({@code src/llama-arch.cpp}, {@code src/models}).
 *
 * @param family     in the words of the descriptors
 * @param activation of the feed-forward blocks
 * @param full       layers that see everything where the header has a window or a chunk and no pattern
 * @param turned     layers whose queries and keys are turned
 */
record GgufFamily(String family, String activation, IntPredicate full, IntPredicate turned) {

    private static final IntPredicate ALL = layer -> true;
    private static final IntPredicate NONE = layer -> false;

    private static final Map<String, GgufFamily> BY_NAME = Map.ofEntries(
            plain("llama", "llama", "silu"), plain("mistral3", "mistral", "silu"), plain("arcee", "llama", "relu2"), plain("seed_oss", "llama", "silu"),
            plain("dots1", "llama", "silu"), plain("ernie4_5", "llama", "silu"), plain("ernie4_5-moe", "llama", "silu"), plain("apertus", "llama", "xielu"),
            Map.entry("llama4", new GgufFamily("llama", "silu", every(4), every(4).negate())),
            Map.entry("smollm3", new GgufFamily("llama", "silu", ALL, every(4).negate())),
            plain("qwen2", "qwen2", "silu"), plain("qwen2vl", "qwen2", "silu"), plain("qwen2moe", "qwen2_moe", "silu"),
            plain("qwen3", "qwen3", "silu"), plain("qwen3vl", "qwen3", "silu"), plain("qwen3moe", "qwen3_moe", "silu"),
            plain("qwen3vlmoe", "qwen3_moe", "silu"),
            plain("qwen3next", "qwen3_next", "silu"), plain("qwen35", "qwen3_5", "silu"), plain("qwen35moe", "qwen3_5", "silu"),
            plain("gemma", "gemma", "gelu-tanh"), Map.entry("gemma2", new GgufFamily("gemma2", "gelu-tanh", every(2), ALL)),
            Map.entry("gemma3", new GgufFamily("gemma3", "gelu-tanh", every(6), ALL)),
            Map.entry("gemma4", new GgufFamily("gemma3", "gelu-tanh", every(6), ALL)),
            plain("phi2", "phi2", "gelu-tanh"), Map.entry("phi3", new GgufFamily("phi3", "silu", NONE, ALL)), plain("phimoe", "phi3", "silu"),
            Map.entry("gpt2", new GgufFamily("gpt2", "gelu-tanh", ALL, NONE)), plain("gptneox", "phi2", "gelu"),
            plain("falcon", "falcon", "gelu"), plain("falcon-h1", "llama", "silu"), plain("starcoder2", "llama", "gelu-tanh"),
            plain("mamba", "mamba1", "silu"), plain("mamba2", "mamba2", "silu"), plain("jamba", "mamba1", "silu"),
            plain("deepseek", "deepseek", "silu"), plain("deepseek2", "deepseek", "silu"), plain("glm-dsa", "deepseek", "silu"),
            plain("minicpm", "minicpm", "silu"), plain("minicpm3", "minicpm", "silu"), plain("plm", "plm", "relu2"),
            plain("glm4", "llama", "silu"), plain("glm4moe", "glm4_moe", "silu"), plain("minimax-m2", "llama", "silu"),
            Map.entry("gpt-oss", new GgufFamily("gpt_oss", "silu", every(2), ALL)),
            plain("granite", "granite", "silu"), plain("granitemoe", "granite", "silu"), plain("granitehybrid", "granite", "silu"),
            Map.entry("nemotron_h", new GgufFamily("nemotron_h", "relu2", ALL, NONE)),
            Map.entry("nemotron_h_moe", new GgufFamily("nemotron_h", "relu2", ALL, NONE)),
            plain("nemotron", "llama", "relu2"), plain("olmo2", "olmo2", "silu"), plain("stablelm", "stablelm", "silu"), plain("exaone", "exaone", "silu"),
            Map.entry("exaone4", new GgufFamily("exaone", "silu", every(4), ALL)),
            plain("hunyuan-dense", "llama", "silu"), plain("hunyuan-moe", "llama", "silu"), plain("lfm2", "lfm2", "silu"), plain("lfm2moe", "lfm2", "silu"),
            plain("command-r", "llama", "silu"), Map.entry("cohere2", new GgufFamily("llama", "silu", every(4), every(4).negate())),
            Map.entry("bert", new GgufFamily("bert", "gelu", ALL, NONE)));

    private static Map.Entry<String, GgufFamily> plain(String name, String family, String activation) {
        return Map.entry(name, new GgufFamily(family, activation, ALL, ALL));
    }

    /** The last of each run of so many. */
    private static IntPredicate every(int layers) {
        return layer -> (layer + 1) % layers == 0;
    }

    static Optional<GgufFamily> named(String architecture) {
        return Optional.ofNullable(BY_NAME.get(architecture));
    }
}
