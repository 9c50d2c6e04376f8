package dev.ridgepoint.checkpoint.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every {@code model_type} that is understood. */
final class ConfigFamilies {

    private static final Map<String, ConfigFamily> BY_MODEL_TYPE = all();

    /** What is known and cannot be modelled, with the reason. */
    private static final Map<String, String> NOT_MODELLED = Map.of(
            "t5", "it is an encoder-decoder with cross-attention, and only decoders and encoders are modelled",
            "bart", "it is an encoder-decoder with cross-attention, and only decoders and encoders are modelled",
            "whisper", "it is an encoder-decoder with cross-attention over audio frames, and only decoders and encoders are modelled",
            "gemma3n", "its AltUp streams, per-layer embeddings and LAUREL branches are outside what a descriptor can say",
            "gemma3n_text", "its AltUp streams, per-layer embeddings and LAUREL branches are outside what a descriptor can say");

    private ConfigFamilies() { }

    private static Map<String, ConfigFamily> all() {
        Map<String, ConfigFamily> all = new TreeMap<>();
        all.put("llama", LlamaConfig::llama);
        all.put("fox", LlamaConfig::llama);
        all.put("granite", LlamaConfig::granite);
        all.put("mistral", LlamaConfig::mistral);
        all.put("ministral3", LlamaConfig::mistral);
        all.put("minicpm", LlamaConfig::minicpm);
        all.put("exaone", LlamaConfig::exaone);
        all.put("olmo2", LlamaConfig::olmo2);
        all.put("stablelm", LlamaConfig::stablelm);
        all.put("smollm3", LlamaConfig::smollm3);
        all.put("qwen2", QwenConfig::qwen2);
        all.put("qwen2_moe", QwenConfig::qwen2Moe);
        all.put("qwen3", QwenConfig::qwen3);
        all.put("qwen3_moe", QwenConfig::qwen3Moe);
        all.put("qwen3_next", c -> QwenConfig.hybrid("qwen3_next", c));
        for (String type : new String[] {"qwen3_5", "qwen3_5_text", "qwen3_5_moe", "qwen3_5_moe_text"}) {
            all.put(type, c -> QwenConfig.hybrid("qwen3_5", c));
        }
        all.put("gemma", GemmaConfig::gemma);
        all.put("gemma2", GemmaConfig::gemma2);
        all.put("gemma3", GemmaConfig::gemma3);
        all.put("gemma3_text", GemmaConfig::gemma3);
        all.put("gemma4", GemmaConfig::gemma4);
        all.put("gemma4_text", GemmaConfig::gemma4);
        all.put("phi", PhiConfig::phi);
        all.put("phi3", PhiConfig::phi3);
        for (String type : new String[] {"deepseek_v2", "deepseek_v3", "kimi_k2"}) {
            all.put(type, DeepSeekConfig::deepSeek);
        }
        all.put("deepseek_v32", DeepSeekConfig::sparseAttention);
        all.put("glm_moe_dsa", DeepSeekConfig::sparseAttention);
        all.put("minicpm3", DeepSeekConfig::miniCpm3);
        all.put("plm", DeepSeekConfig::plm);
        all.put("gpt2", GptConfig::gpt2);
        all.put("gpt_neox", GptConfig::gptNeoX);
        all.put("opt", GptConfig::opt);
        for (String type : new String[] {"falcon", "RefinedWeb", "RefinedWebModel"}) {
            all.put(type, GptConfig::falcon);
        }
        all.put("mamba", StateSpaceConfig::mamba);
        all.put("falcon_mamba", StateSpaceConfig::mamba);
        all.put("mamba2", StateSpaceConfig::mamba2);
        all.put("falcon_h1", StateSpaceConfig::falconH1);
        all.put("granitemoehybrid", StateSpaceConfig::graniteHybrid);
        all.put("nemotron_h", NemotronConfig::nemotronH);
        all.put("mixtral", MixtureConfig::mixtral);
        all.put("granitemoe", MixtureConfig::graniteMoe);
        all.put("minimax_m2", MixtureConfig::miniMax);
        all.put("glm4_moe", MixtureConfig::glm4Moe);
        all.put("gpt_oss", MixtureConfig::gptOss);
        all.put("llama4", MixtureConfig::llama4);
        all.put("llama4_text", MixtureConfig::llama4);
        for (String type : new String[] {"hunyuan", "hunyuan_v1_dense", "hunyuan_v1_moe"}) {
            all.put(type, MixtureConfig::hunyuan);
        }
        all.put("lfm2", ConvolutionConfig::lfm2);
        all.put("bert", BertConfig::bert);
        return all;
    }

    static Optional<ConfigFamily> of(String modelType) {
        return Optional.ofNullable(BY_MODEL_TYPE.get(modelType));
    }

    static Optional<String> whyNotModelled(String modelType) {
        return Optional.ofNullable(NOT_MODELLED.get(modelType));
    }

    static Collection<String> modelTypes() {
        return BY_MODEL_TYPE.keySet();
    }
}
