package dev.ridgepoint.format;

import static dev.ridgepoint.format.Models.format;
import static dev.ridgepoint.format.Models.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.architecture.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Predicted sizes against those of real files. */
class CheckpointSizeTest {

    private static final double GIB = 1L << 30;

    /** A GGUF header is mostly the tokenizer: 23 bytes for a token with a score, to 65 for a large vocabulary with its merges. */
    private static final long HEADER_BYTES_PER_TOKEN_LEAST = 20;
    private static final long HEADER_BYTES_PER_TOKEN_MOST = 70;

    /** What a row that counts the whole file is allowed for the header: the 152 thousand tokens of Qwen2.5 take about 6 MB. */
    private static final double HEADER_ALLOWANCE = 6e6;

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/facts/file-sizes.csv", numLinesToSkip = 1)
    void measuredFilesAreMatched(String architecture, String weights, double gib, String counts) {
        double predicted = size(architecture, weights).bytes() + (counts.equals("file") ? HEADER_ALLOWANCE : 0);
        assertThat(predicted / GIB).isCloseTo(gib, withPercentage(0.5));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/facts/gguf-tensor-sizes.csv", numLinesToSkip = 2)
    void publishedTensorsAreMatchedToTheLastDigit(String architecture, String weights, double gib) {
        double lastDigit = gib < 1 ? 1e-4 : 1e-2;
        assertThat(size(architecture, weights).bytes() / GIB).isCloseTo(gib, within(lastDigit));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/facts/gguf-file-bytes.csv", numLinesToSkip = 2)
    void whatAPublishedFileHasBesidesItsTensorsIsItsHeader(String architecture, String weights, long bytes) {
        Architecture model = model(architecture);
        long header = bytes - CheckpointSize.of(model, format(weights)).bytes();
        assertThat(header).isBetween(HEADER_BYTES_PER_TOKEN_LEAST * model.vocabulary(), HEADER_BYTES_PER_TOKEN_MOST * model.vocabulary());
    }

    /** Rounded to 10 MB, of which the vocabulary took some 3 MB when these files were made. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/facts/gguf-file-gigabytes.csv", numLinesToSkip = 2)
    void oneModelIsAsLargeAsItsFilesInEveryMix(String architecture, String weights, double gigabytes) {
        assertThat((size(architecture, weights).bytes() + 3e6) / 1e9).isCloseTo(gigabytes, within(0.006));
    }

    @Test
    void partsAddUpAndTheLargestComesFirst() {
        CheckpointSize size = size("llama-3-8b", "q4_k_m");
        List<Long> parts = new ArrayList<>(size.bytesByBlock().values());
        assertThat(size.bytesByBlock()).containsOnlyKeys(BlockFormat.Q4_K, BlockFormat.Q6_K, BlockFormat.F32);
        assertThat(parts).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(size.bytes()).isEqualTo(parts.stream().mapToLong(Long::longValue).sum());
        assertThat(size.weights()).isEqualTo(model("llama-3-8b").parameters());
        assertThat(size.bitsPerWeight()).isCloseTo(4.89, within(0.01));
    }

    @Test
    void aTiedOutputIsStoredOnce() {
        Architecture llama = model("llama-3.2-1b");
        assertThat(CheckpointSize.of(llama, format("bf16")).bytes()).isEqualTo(2 * llama.parameters());
    }

    private static CheckpointSize size(String architecture, String weights) {
        return CheckpointSize.of(model(architecture), format(weights));
    }
}
