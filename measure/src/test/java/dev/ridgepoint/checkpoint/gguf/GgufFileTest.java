package dev.ridgepoint.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a header that is sound but not as usual. */
class GgufFileTest {

    @TempDir
    private Path folder;

    /** One layer of four heads over two, each of 64. */
    private static GgufWriter tiny(String name) {
        GgufWriter out = new GgufWriter().text("general.architecture", name).number(name + ".block_count", 1).number(name + ".context_length", 1000)
                .number(name + ".embedding_length", 256).number(name + ".attention.head_count", 4).number(name + ".attention.head_count_kv", 2)
                .real(name + ".attention.layer_norm_rms_epsilon", 1e-6f);
        return out.tensor("token_embd.weight", BlockFormat.Q6_K, 256, 100).tensor("output_norm.weight", BlockFormat.F32, 256)
                .tensor("blk.0.attn_norm.weight", BlockFormat.F32, 256).tensor("blk.0.ffn_norm.weight", BlockFormat.F32, 256)
                .tensor("blk.0.attn_q.weight", BlockFormat.Q4_K, 256, 256).tensor("blk.0.attn_k.weight", BlockFormat.Q4_K, 256, 128)
                .tensor("blk.0.attn_v.weight", BlockFormat.Q6_K, 256, 128).tensor("blk.0.attn_output.weight", BlockFormat.Q4_K, 256, 256);
    }

    private static GgufWriter dense(String name) {
        return tiny(name).tensor("blk.0.ffn_gate.weight", BlockFormat.Q4_K, 256, 512).tensor("blk.0.ffn_up.weight", BlockFormat.Q4_K, 256, 512)
                .tensor("blk.0.ffn_down.weight", BlockFormat.Q6_K, 512, 256);
    }

    private ImportedModel read(GgufWriter file) {
        return ModelFile.importModel(file.write(folder.resolve("Some_Model.Q4_K_M.gguf")));
    }

    @Test
    void aSmallModelIsWhatItsShapesSay() {
        ImportedModel model = read(dense("llama").number("general.file_type", 15));
        Architecture a = model.architecture();
        assertThat(a.id()).isEqualTo("some_model.q4_k_m");
        assertThat(a.nativeWeights()).isEqualTo("q4_k_m");
        assertThat(a.embeddings().tied()).isTrue();
        assertThat(a.groups().get(0).mixers().get(0).kindName()).isEqualTo("GQA");
        assertThat(model.remarks()).isEmpty();
        // Rows of 256 take 144 bytes in Q4_K and 210 in Q6_K.
        long matrices = 210 * 100 + 144 * (256 + 128 + 256 + 512 + 512) + 210 * (128 + 2 * 256);
        assertThat(CheckpointSize.of(a, WeightsFormats.asStored(a).orElseThrow()).bytes()).isEqualTo(matrices + 3 * 1024);
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        ImportedModel model = read(dense("llama").number("llama.attention.strange_count", 7).tensor("blk.0.strange.weight", BlockFormat.F16, 256, 256));
        assertThat(model.remarks()).singleElement().asString().contains("llama.attention.strange_count", "the tensors blk.*.strange.weight",
                "of which the descriptor accounts for");
        assertThat(model.architecture().provenance().confidence()).isEqualTo("secondary");
        assertThat(model.descriptor()).contains("# In the file and not used");
    }

    @Test
    void anArchitectureOfAnotherNameIsReadByItsShapesAndSaidToBe() {
        ImportedModel model = read(dense("novel").number("novel.attention.sliding_window", 100));
        assertThat(model.remarks()).anyMatch(line -> line.contains("activation = silu") && line.contains("window of 100 tokens = none"));
        assertThat(model.remarks()).anyMatch(line -> line.contains("general.architecture = novel"));
    }

    @Test
    void expertsInTensorsOfTheirOwnAreOneMixture() {
        GgufWriter file = tiny("llama").number("llama.expert_used_count", 2).number("llama.expert_count", 3).tensor("blk.0.ffn_gate_inp.weight",
                BlockFormat.F32, 256, 3);
        for (int i = 0; i < 3; i++) {
            file.tensor("blk.0.ffn_gate." + i + ".weight", BlockFormat.Q4_K, 256, 512).tensor("blk.0.ffn_up." + i + ".weight", BlockFormat.Q4_K, 256, 512)
                    .tensor("blk.0.ffn_down." + i + ".weight", BlockFormat.Q4_K, 512, 256);
        }
        ImportedModel model = read(file);
        assertThat(model.remarks()).isEmpty();
        assertThat(model.architecture().family()).isEqualTo("mixtral");
        assertThat(model.architecture().groups().get(0).feedForwards()).containsExactly(new MixtureOfExperts(3, 2, 512, true, "silu", false, false, 0, 0,
                false));
    }

    @Test
    void whatIsMissingOrContradictoryIsNamed() {
        refused(file -> new GgufWriter(), "does not say 'general.architecture'");
        refused(file -> new GgufWriter().text("general.architecture", "llama"), "has no tensor 'token_embd.weight'");
        refused(file -> tiny("llama").number("llama.block_count", 2), "blk.1.*: no attention, recurrence or feed-forward");
        refused(file -> file.number("llama.attention.head_count", 0), "llama.attention.head_count: 0 heads");
        refused(file -> file.number("llama.attention.head_count", 3), "llama.attention.head_count: 3 heads do not divide the 256 columns");
        refused(file -> file.number("llama.block_count", 0), "llama.block_count: 0 layers");
        refused(file -> file.number("llama.block_count", 4_000_000_000L), "llama.block_count: 4000000000 is not a whole number");
        refused(file -> file.text("llama.context_length", "long"), "llama.context_length: long is not a whole number");
        refused(file -> file.number("llama.embedding_length", 512), "llama.embedding_length: 512, and token_embd.weight has 256 columns");
        refused(file -> tiny("llama").tensor("blk.0.ffn_up.weight", BlockFormat.F32, 256, 500).tensor("blk.0.ffn_down.weight", BlockFormat.F32, 512, 256),
                "blk.0.ffn_up.weight: 500 rows are not the 512 columns of ffn_down");
        refused(file -> tiny("llama").tensor("blk.0.ffn_gate_inp.weight", BlockFormat.F32, 256, 8).tensor("blk.0.ffn_down_exps.weight", BlockFormat.F32, 64,
                256, 8)
                .tensor("blk.0.ffn_up_exps.weight", BlockFormat.F32, 256, 64, 8), "does not say 'llama.expert_used_count'");
        refused(file -> file.number("split.count", 2), "its name does not end in -00001-of-00002.gguf");
    }

    private void refused(UnaryOperator<GgufWriter> change, String reason) {
        assertThatThrownBy(() -> read(change.apply(dense("llama")))).isInstanceOf(InvalidInputException.class).hasMessageContaining(reason);
    }

    @Test
    void partsAreReadTogether() {
        Path first = dense("llama").number("split.count", 2).write(folder.resolve("big-00001-of-00002.gguf"));
        assertThatThrownBy(() -> ModelFile.importModel(first)).hasMessageContaining("big-00002-of-00002.gguf is not beside it");
        Path second = new GgufWriter().number("split.count", 2).tensor("output.weight", BlockFormat.Q6_K, 256, 100)
                .write(folder.resolve("big-00002-of-00002.gguf"));
        Architecture model = ModelFile.importModel(second).architecture();
        assertThat(model.embeddings().tied()).isFalse();
        assertThat(model.id()).isEqualTo("big");
    }

    @Test
    void aWindowIsWhereTheFilesPatternHasIt() {
        GgufWriter file = dense("gemma3").number("gemma3.attention.sliding_window", 128).numbers("gemma3.attention.sliding_window_pattern",
                java.util.List.of(0));
        assertThat(((GroupedQueryAttention) read(file).architecture().groups().get(0).mixers().get(0)).kindName()).isEqualTo("GQA");
        GgufWriter usual = dense("gemma3").number("gemma3.attention.sliding_window", 128);
        assertThat(read(usual).architecture().groups().get(0).mixers().get(0).kindName()).isEqualTo("GQA window 128");
    }
}
