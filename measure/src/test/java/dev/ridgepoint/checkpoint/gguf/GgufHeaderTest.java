package dev.ridgepoint.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers as the specification has them, and files that are damaged or something else. */
class GgufHeaderTest {

    private static final byte[] WHOLE = small().bytes();

    @TempDir
    private Path folder;

    private static GgufWriter small() {
        return new GgufWriter().text("general.architecture", "llama").number("llama.block_count", 1).real("llama.rope.freq_base", 1e4f)
                .flag("tokenizer.ggml.add_bos_token", true).numbers("llama.attention.head_count", List.of(2, 3)).texts("tokenizer.ggml.tokens", List.of("a",
                "b"))
                .tensor("token_embd.weight", BlockFormat.Q4_K, 256, 10).tensor("blk.0.ffn_up_exps.weight", BlockFormat.IQ4_XS, 512, 3, 8)
                .tensor("output_norm.weight", BlockFormat.F32, 256);
    }

    @Test
    void everyTensorHasItsNameFormatAndExtents() {
        GgufHeader header = read(WHOLE);
        assertThat(header.version()).isEqualTo(3);
        assertThat(header.tensors()).containsExactly(
                new FileTensor("token_embd.weight", BlockFormat.Q4_K, List.of(256L, 10L)),
                new FileTensor("blk.0.ffn_up_exps.weight", BlockFormat.IQ4_XS, List.of(512L, 3L, 8L)),
                new FileTensor("output_norm.weight", BlockFormat.F32, List.of(256L)));
        assertThat(header.tensors()).extracting(FileTensor::bytes).containsExactly(10 * 144L, 2 * 3 * 8 * 136L, 1024L);
    }

    @Test
    void everyPairHasItsValue() {
        Metadata metadata = read(WHOLE).metadata();
        assertThat(metadata.text("general.architecture")).contains("llama");
        assertThat(metadata.number("llama.block_count")).contains(1);
        assertThat(metadata.flag("tokenizer.ggml.add_bos_token")).isTrue();
        assertThat(metadata.ofLayer("llama.attention.head_count", 1)).contains(3);
        assertThat(metadata.notAsked("llama.")).containsExactly("llama.rope.freq_base");
    }

    @Test
    void aVocabularyIsPassedOver() {
        List<String> tokens = Collections.nCopies(200_000, "token");
        GgufHeader header = read(small().texts("tokenizer.ggml.merges", tokens).text("tokenizer.chat_template", "x".repeat(100_000)).bytes());
        assertThat(header.tensors()).hasSize(3);
        assertThatThrownBy(() -> header.metadata().text("tokenizer.chat_template")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void otherFilesAreRefused() {
        refused(new byte[0], "does not begin with 'GGUF'");
        refused("PK\3\4 a zip file".getBytes(), "does not begin with 'GGUF'");
        refused(with(4, 1, 4), "version 1, which nothing has written since 2023");
        refused(with(4, 3 << 24, 4), "big-endian");
        refused(with(4, 77, 4), "version 77");
        assertThatThrownBy(() -> GgufHeader.read(folder.resolve("missing.gguf"))).hasMessageEndingWith("missing.gguf: no such file");
        assertThatThrownBy(() -> GgufHeader.read(folder)).hasMessageEndingWith("is a folder, not a file");
    }

    @Test
    void absurdCountsTakeNoMemory() {
        refused(with(8, Long.MAX_VALUE, 8), "tensors");
        refused(with(8, -1, 8), "tensors");
        refused(with(16, 1L << 40, 8), "key-value pairs");
        refused(with(24, Long.MAX_VALUE, 8), "is cut short");
        refused(with(24, -5, 8), "says that it has");
        refused(new GgufWriter().pair("list", 9, concat(GgufWriter.numbers(4, 8), GgufWriter.numbers(8, Long.MAX_VALUE))).bytes(), "'list' has");
        refused(new GgufWriter().pair("key", 99, new byte[8]).bytes(), "key: a value of the type 99");
        refused(new GgufWriter().tensor("t", 0, 1L << 40, 1L << 40).bytes(), "t: an extent of");
        refused(new GgufWriter().tensor("t", 0, 0).bytes(), "t: an extent of 0");
        refused(new GgufWriter().tensor("t", 0, -1).bytes(), "t: an extent of");
        refused(new GgufWriter().tensor("t", 0, 1, 1, 1, 1, 1).bytes(), "t: has 5 extents");
        refused(new GgufWriter().tensor("t", 4, 32).bytes(), "t: is of the type 4, which is none");
        refused(new GgufWriter().tensor("t", 12, 100).bytes(), "t: rows of 100 are not whole blocks of q4_k");
        refused(new GgufWriter().tensor("t", 0, 1).tensor("t", 0, 1).bytes(), "has the tensor 't' twice");
    }

    @Test
    void listsInListsInListsEnd() {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            nested.writeBytes(GgufWriter.numbers(4, 9));
            nested.writeBytes(GgufWriter.numbers(8, 1));
        }
        refused(new GgufWriter().pair("deep", 9, nested.toByteArray()).bytes(), "deep: lists in lists in lists");
    }

    @Test
    void aFileCutShortAnywhereIsSaidToBe() {
        for (int length = 0; length < WHOLE.length; length++) {
            byte[] part = Arrays.copyOf(WHOLE, length);
            assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(InvalidInputException.class).hasMessageNotContaining("\n");
        }
    }

    @Property(tries = 500)
    void aDamagedByteCostsOneLineAtTheMost(@ForAll @IntRange(max = 10_000) int at, @ForAll byte value) {
        byte[] damaged = WHOLE.clone();
        damaged[at % damaged.length] = value;
        try {
            assertThat(read(damaged).tensors()).hasSizeLessThanOrEqualTo(3);
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
        }
    }

    private void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(InvalidInputException.class).hasMessageContaining(reason);
    }

    private static byte[] with(int at, long value, int width) {
        byte[] changed = WHOLE.clone();
        System.arraycopy(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), 0, changed, at, width);
        return changed;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static GgufHeader read(byte[] bytes) {
        try {
            Path file = Files.createTempFile("header", ".gguf");
            try {
                return GgufHeader.read(Files.write(file, bytes));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
