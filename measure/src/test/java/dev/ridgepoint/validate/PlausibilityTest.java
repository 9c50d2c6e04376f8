package dev.ridgepoint.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.Library;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.DocumentedRun;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.validate.Implausible.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What no device could give is found, and what this machine gave is not. */
class PlausibilityTest {

    private static final Library LIBRARY = Library.find();
    private static final Path THIS_MACHINE = Path.of(System.getProperty("ridgepoint.home"), "examples/this-machine");

    @TempDir
    private Path folder;

    private BenchmarkResult documented(Consumer<ObjectNode> change) {
        try {
            ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(DocumentedRun.JSON);
            change.accept(tree);
            return ResultFile.read(Files.writeString(folder.resolve("run.json"), tree.toString())).result();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Implausible> check(BenchmarkResult result, String hardware) {
        return Plausibility.of(result, LIBRARY.hardware(hardware), Plausibility.model(result, LIBRARY, Optional.empty()));
    }

    private static void medians(ObjectNode run, double first, double subsequent) {
        ObjectNode latency = (ObjectNode) run.at("/results/latency");
        latency.putObject("first_token_ms").put("median", first);
        latency.putObject("subsequent_token_ms").put("median", subsequent);
        ((ObjectNode) run.get("results")).remove("throughput");
    }

    /** Seven gigabytes at 54 tokens a second are five times what the memory of a phone gives; it would also need more arithmetic than the NPU has. */
    @Test
    void theDocumentedExampleIsBeyondAPhone() {
        List<Implausible> found = check(documented(run -> { }), "snapdragon-8-gen3-npu");
        assertThat(found).extracting(i -> i.limit() + " " + i.metric().orElseThrow().key()).containsExactly(
                "COMPUTE first_token_ms", "MEMORY_BANDWIDTH subsequent_token_ms", "MEMORY_BANDWIDTH tokens_per_second_after_first",
                "MEMORY_BANDWIDTH tokens_per_second");
        Implausible decode = found.get(2);
        // Llama 2 7B has 6,738,415,616 weights, of which a token reads all but the embedding's other 31,999 rows of 4096; the cache of 512 to 638 tokens, 32
        // layers, 2 x 4096 elements each, takes 4.5 bits an element, and 20 MiB stay on the chip.
        double weights = 6_738_415_616.0 - 31_999 * 4096.0;
        double cache = 576 * 32 * 2 * 4096 * 4.5 / 8;
        assertThat(decode.needed()).isCloseTo((weights + cache - (20 << 20)) * 54.7, within(0.002 * decode.needed()));
        assertThat(decode.available()).isEqualTo(76.8e9);
        assertThat(decode.reason()).matches("tokens_per_second_after_first of 54.7 needs 6\\.6\\d+ GB a token x 54.7 tokens/s = 36\\d.* GB/s, "
                + "and the memory bandwidth of snapdragon-8-gen3-npu is 76.8 GB/s");
        // 2 x 6.6 G x 512 FLOPs in 123.1 ms.
        assertThat(found.get(0).needed()).isCloseTo(55e12, within(2e12));
    }

    @ParameterizedTest
    @CsvSource({"snapdragon-8-elite-npu, true", "apple-a18-pro, true", "h100-sxm, false", "rtx-4090, false"})
    void whatAPhoneCannotAServerCan(String hardware, boolean implausible) {
        assertThat(!check(documented(run -> { }), hardware).isEmpty()).isEqualTo(implausible);
    }

    /** On the roof is not above it: what is known to two percent is refused above two percent. */
    @ParameterizedTest
    @CsvSource({"1.0, false", "1.015, false", "1.03, true"})
    void toleranceIsTwoPercent(double times, boolean implausible) {
        double roof = 54.7 * 76.8e9 / check(documented(run -> { }), "snapdragon-8-gen3-npu").get(2).needed();
        BenchmarkResult run = documented(tree -> medians(tree, 1000, 1e3 / (times * roof)));
        assertThat(!check(run, "snapdragon-8-gen3-npu").isEmpty()).isEqualTo(implausible);
    }

    @Test
    void weightsThatDoNotFit() {
        BenchmarkResult run = documented(tree -> {
            medians(tree, 1e5, 1e5);
            ((ObjectNode) tree.at("/metadata/model")).put("name", "llama-2-70b");
        });
        assertThat(check(run, "snapdragon-8-gen3-npu")).singleElement().satisfies(found -> {
            assertThat(found.limit()).isEqualTo(Limit.MEMORY_CAPACITY);
            assertThat(found.metric()).isEmpty();
            assertThat(found.reason()).contains("llama-2-70b in int8-bare take 68.98 GB", "holds 17.18 GB");
        });
    }

    /** Sequences share the weights of a step and nothing else. */
    @Test
    void aBatchReadsItsWeightsOnce() {
        Consumer<ObjectNode> eight = tree -> {
            medians(tree, 5000, 100);
            ((ObjectNode) tree.at("/metadata/benchmark_config")).put("batch_size", 8);
        };
        assertThat(check(documented(eight), "snapdragon-8-gen3-npu")).isEmpty();
        assertThat(check(documented(eight.andThen(tree -> medians(tree, 5000, 70))), "snapdragon-8-gen3-npu"))
                .singleElement().satisfies(found -> assertThat(found.reason()).contains(" a step x "));
    }

    /** Eight sequences may all go to the same two experts of each layer, which uniform routing does not expect. */
    @Test
    void expertsAreNotAssumedToDiffer() {
        Consumer<ObjectNode> mixtral = tree -> ((ObjectNode) tree.at("/metadata/model")).put("name", "mixtral-8x7b");
        double one = check(documented(mixtral.andThen(tree -> medians(tree, 1e5, 1))), "h100-sxm").get(0).needed();
        double eight = check(documented(mixtral.andThen(tree -> {
            medians(tree, 1e5, 1);
            ((ObjectNode) tree.at("/metadata/benchmark_config")).put("batch_size", 8);
        })), "h100-sxm").get(0).needed();
        assertThat(eight).isGreaterThan(one).isLessThan(1.1 * one);
    }

    /** Weights that fit into the caches need no main memory. */
    @Test
    void cachesSpareMemory() {
        Consumer<ObjectNode> small = tree -> ((ObjectNode) tree.at("/metadata/model")).put("name", "smollm2-135m");
        assertThat(check(documented(small.andThen(tree -> medians(tree, 100, 0.2))), "epyc-9755")).isEmpty();
        assertThat(check(documented(small.andThen(tree -> medians(tree, 100, 0.2))), "raspberry-pi-5-8gb")).isNotEmpty();
    }

    static Stream<Path> ownResults() throws IOException {
        return Files.list(THIS_MACHINE.resolve("results")).sorted();
    }

    @ParameterizedTest
    @MethodSource("ownResults")
    void nothingThatThisMachineGaveIsRefused(Path file) {
        Hardware hardware = LIBRARY.hardware(THIS_MACHINE.resolve("this-machine.yaml").toString());
        BenchmarkResult result = ResultFile.read(file).result();
        assertThat(Plausibility.of(result, hardware, Plausibility.model(result, LIBRARY, Optional.empty()))).extracting(Implausible::reason).isEmpty();
    }

    /** The same file with its decode sixteen times as fast as it was. */
    @Test
    void ownResultsMadeFasterAreRefused() throws IOException {
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(THIS_MACHINE.resolve("results/qwen2.5-0.5b-24l-fp32-p128-d0.json").toFile());
        medians(tree, 1e4, tree.at("/results/latency/subsequent_token_ms/median").doubleValue() / 16);
        BenchmarkResult result = ResultFile.read(Files.writeString(folder.resolve("fast.json"), tree.toString())).result();
        Hardware hardware = LIBRARY.hardware(THIS_MACHINE.resolve("this-machine.yaml").toString());
        assertThat(Plausibility.of(result, hardware, Plausibility.model(result, LIBRARY, Optional.empty()))).extracting(Implausible::limit)
                .containsExactly(Limit.MEMORY_BANDWIDTH);
    }

    @ParameterizedTest
    @CsvSource({"LLaMA-7B, llama-2-7b", "llama 7b, llama-2-7b", "Llama-2-7b-hf, llama-2-7b", "LLaMA-13B, llama-2-13b", "Qwen2.5-1.5B-Instruct, qwen2.5-1.5b"})
    void namesOfModels(String written, String id) {
        BenchmarkResult run = documented(tree -> ((ObjectNode) tree.at("/metadata/model")).put("name", written));
        assertThat(Plausibility.model(run, LIBRARY, Optional.empty()).id()).isEqualTo(id);
        assertThat(Plausibility.model(run, LIBRARY, Optional.of("gpt2")).id()).isEqualTo("gpt2");
    }

    @Test
    void whatIsNotSaidIsAskedFor() {
        assertTold("model 'bge-tiny' is not in the library; name the model with --model",
                tree -> ((ObjectNode) tree.at("/metadata/model")).put("name", "bge-tiny"));
        assertTold("name the model with --model", tree -> ((ObjectNode) tree.get("metadata")).remove("model"));
        assertTold("metadata.model.quantization is not given", tree -> ((ObjectNode) tree.at("/metadata/model")).remove("quantization"));
        assertTold("did you mean 'q4_k_m'?", tree -> ((ObjectNode) tree.at("/metadata/model")).put("quantization", "q4_km"));
        assertTold("benchmark_config", tree -> ((ObjectNode) tree.get("metadata")).remove("benchmark_config"));
    }

    private void assertTold(String told, Consumer<ObjectNode> change) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> check(documented(change), "h100-sxm")).withMessageContaining(told);
    }

    /** The same example among the rows of 'validate'. */
    @Test
    void validateListsItAsAViolation() throws IOException {
        Path file = Files.writeString(folder.resolve("npu.json"), DocumentedRun.JSON);
        ResultRows rows = ResultFormat.read(file, new GivenNames(Optional.of("snapdragon-8-gen3-npu"), Optional.empty()));
        Validation validation = new Validator(LIBRARY).validate(rows);
        assertThat(validation.skipped()).isEmpty();
        assertThat(validation.violations()).extracting(Violation::reason).last().asString()
                .matches("memory bandwidth: 6.9\\d* GB a token x 54.95 tokens/s would need 3\\d\\d.* GB/s of the 76.8 GB/s of its dram");
    }
}
