package dev.ridgepoint.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction.PhaseName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format of results, as its writer prints it and as people break it. */
class ResultFormatTest {

    @TempDir
    private Path folder;

    static Path sample(String name) {
        return Path.of("src/test/resources/dev/ridgepoint/validate").resolve(name);
    }

    private static ResultRows read(String name) {
        return ResultFormat.read(sample(name), GivenNames.NONE);
    }

    private ResultRows readText(String text) throws IOException {
        return ResultFormat.read(Files.writeString(folder.resolve("results"), text), GivenNames.NONE);
    }

    @Test
    void csvHasOneRowARate() {
        List<MeasuredRow> rows = read("measured.csv").rows();
        assertThat(rows).hasSize(12);
        MeasuredRow dgx = rows.get(7);
        assertThat(dgx.place()).isEqualTo("measured.csv:9");
        assertThat(dgx.source()).isEqualTo("ggml-org/llama.cpp benches/ (copy in Raudbjorn/ggml-llama.cpp)");
        assertThat(dgx.phase()).isEqualTo(PhaseName.DECODE);
        assertThat(dgx.depthTokens()).isEqualTo(4096);
        assertThat(dgx.stddev()).hasValue(0.35);
        assertThat(dgx.note(MeasuredRow.MICRO_BATCH)).hasValue("2048");
        assertThat(rows.get(0).notes()).isEqualTo("build_8e672ef_(2023-11),_newer_chips_on_newer_builds");
    }

    @Test
    void csvKeepsUnknownColumnsAsNotesAndReadsQuotes() throws IOException {
        MeasuredRow row = readText("""
                "model",hardware,weights,phase,prompt_tokens,generated_tokens,tokens_per_second,"scenario"
                "Qwen2.5-1.5B ""Instruct""\",apple-m1-pro,FP16,decode,0,128,50.5,"SISO, cold
                start"
                """).rows().get(0);
        assertThat(row.model()).isEqualTo("Qwen2.5-1.5B \"Instruct\"");
        assertThat(row.notes()).isEqualTo("scenario=SISO, cold\nstart");
        assertThat(row.batch()).isEqualTo(1);
        assertThat(row.stddev()).isEmpty();
    }

    @Test
    void givenNamesStandInPlaceOfThoseInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.csv"), "weights,phase,prompt_tokens,generated_tokens,tokens_per_second\nq8_0,decode,0,128,50\n");
        MeasuredRow row = ResultFormat.read(file, new GivenNames(Optional.of("apple-m1"), Optional.of("gpt2"))).rows().get(0);
        assertThat(row.words()).isEqualTo("apple-m1 gpt2 q8_0 decode 128");
    }

    @Test
    void llamaBenchJson() {
        List<MeasuredRow> rows = read("llama-bench.json").rows();
        MeasuredRow prefill = rows.get(0);
        assertThat(prefill.words()).isEqualTo("NVIDIA GeForce RTX 4080 qwen2 7B Q4_K - Medium prefill 512");
        assertThat(prefill.runtime()).isEqualTo("llama.cpp-cuda");
        assertThat(prefill.tokensPerSecond()).isEqualTo(7100.002165);
        assertThat(prefill.stddev()).hasValue(140.34152);
        assertThat(prefill.note(MeasuredRow.PARAMETERS)).hasValue("7615616512");
        MeasuredRow decode = rows.get(1);
        assertThat(decode.place()).isEqualTo("llama-bench.json:31");
        assertThat(decode.test()).isEqualTo("decode 128 after 4096");
        assertThat(decode.note(MeasuredRow.CACHE)).hasValue("q8_0");
    }

    @Test
    void llamaBenchJsonLinesBehindABanner() throws IOException {
        String line = "{\"backends\": \"CPU\", \"gpu_info\": \"\", \"cpu_info\": \"Cortex\", \"model_type\": \"llama 1B Q8_0\", \"n_prompt\": 0, \"n_gen\": 16, "
                + "\"avg_ts\": 4.5, \"stddev_ts\": 0.1}\n";
        List<MeasuredRow> rows = readText("[load] backend CPU\n" + line + line).rows();
        assertThat(rows).hasSize(2).first().satisfies(row -> {
            assertThat(row.runtime()).isEqualTo("llama.cpp-cpu");
            assertThat(row.hardware()).isEqualTo("Cortex");
            assertThat(row.place()).isEqualTo("results:2");
        });
    }

    @Test
    void llamaBenchCsv() throws IOException {
        MeasuredRow row = readText("""
                build_commit,cpu_info,gpu_info,backends,model_filename,model_type,model_n_params,n_ubatch,type_k,type_v,n_prompt,n_gen,n_depth,avg_ts,stddev_ts
                "8cf427ff","AMD Ryzen 7","NVIDIA GeForce RTX 4080","CUDA","m.gguf","qwen2 7B Q4_K - Medium","7615616512","512","f16","f16","512","0","0","7285.67","100.06"
                """).rows().get(0);
        assertThat(row.words()).isEqualTo("NVIDIA GeForce RTX 4080 qwen2 7B Q4_K - Medium prefill 512");
        assertThat(row.tokensPerSecond()).isEqualTo(7285.67);
    }

    @Test
    void llamaBenchMarkdownAsPrinted() {
        ResultRows results = read("llama-bench.md");
        assertThat(results.rows()).hasSize(5);
        MeasuredRow prefill = results.rows().get(0);
        assertThat(prefill.words()).isEqualTo("NVIDIA GeForce RTX 3090 qwen2 1.5B Q8_0 prefill 4096");
        assertThat(prefill.stddev()).hasValue(23.45);
        assertThat(prefill.note(MeasuredRow.MICRO_BATCH)).hasValue("1024");
        assertThat(prefill.note(MeasuredRow.PARAMETERS)).hasValue("1540000000");
        assertThat(prefill.note("build")).hasValue("8e672efe");
        assertThat(results.rows().get(2).words()).endsWith("llama 8B Q4_K - Medium decode 128 after 512");
        assertThat(results.skipped()).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo("llama-bench.md:10: llama 8B Q4_K - Medium pp512+tg128");
            assertThat(row.reason()).contains("belongs to neither phase");
        });
    }

    @Test
    void olderTablesAndOtherShells() throws IOException {
        String table = """
                | model                          |       size |     params | backend    | threads | test       |              t/s |
                | ------------------------------ | ---------: | ---------: | ---------- | ------: | ---------- | ---------------: |
                | llama 7B mostly Q4_0           |   3.56 GiB |     6.74 B | CPU        |       4 | tg 128     |     16.41 ± 0.79 |
                """;
        Path file = folder.resolve("table.txt");
        Files.write(file, ("\ufeff" + table).getBytes(StandardCharsets.UTF_16LE));
        MeasuredRow row = ResultFormat.read(file, GivenNames.NONE).rows().get(0);
        assertThat(row.words()).isEqualTo("llama 7B Q4_0 decode 128");
        assertThat(row.note("threads")).hasValue("4");
    }

    @Test
    void benchRunGivesBothPhases() {
        List<MeasuredRow> rows = read("bench-run.json").rows();
        assertThat(rows.get(0).words()).isEqualTo("Apple M1 Pro qwen2.5-1.5b q8_0 prefill 512, batch 2");
        // Two prompts of 512 tokens in a second, to 2 %.
        assertThat(rows.get(0).tokensPerSecond()).isCloseTo(1024, within(1e-9));
        assertThat(rows.get(0).stddev().getAsDouble()).isCloseTo(20.48, within(1e-9));
        assertThat(rows.get(1).test()).isEqualTo("decode 128 after 512, batch 2");
        assertThat(rows.get(1).tokensPerSecond()).isCloseTo(100, within(1e-9));
    }

    @Test
    void benchRunSaysMoreInItsExtension() throws IOException {
        MeasuredRow row = readText(Files.readString(sample("bench-run.json")).replace("\"iterations\": []", "\"iterations\": [], \"extension\": "
                + "{\"setup\": {\"layers\": 4, \"depth\": 64, \"threads\": 2, \"runtime\": \"onnx\"}, \"prediction\": {\"hardware\": \"apple-m1\"}}")
                .replace("q8_0", "int8")).rows().get(1);
        assertThat(row.words()).isEqualTo("apple-m1 qwen2.5-1.5b int8 decode 128 after 576, batch 2");
        assertThat(row.notes()).isEqualTo("ubatch=1024;layers=4;kv=f32;activations=fp32");
        ValidatedRow predicted = new Validator(Library.find()).validate(new ResultRows(List.of(row), List.of())).rows().get(0);
        assertThat(predicted.workload().architecture().layers()).isEqualTo(4);
        assertThat(predicted.weights()).isEqualTo("onnx-int8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            hardware,architecture,weights,phase,prompt_tokens,generated_tokens\\na,b,c,decode,0,1 ~ :1: no column 'tokens_per_second'
            hardwear,architecture,weights,fase,prompt_tokens,generated_tokens,tokens_per_second ~ :1: no column 'hardware', 'phase'; is 'hardwear' meant to be 'hardware'?
            HEADa,b,q8_0,decode,0,128,fast ~ :2: tokens_per_second: 'fast' is not a number
            HEADa,b,q8_0,decode,0,128,-3 ~ :2: tokens_per_second: '-3' is not a rate above 0
            HEADa,b,q8_0,decode,0,128,NaN ~ :2: tokens_per_second: 'NaN' is not a number
            HEADa,b,q8_0,decode,0,128, ~ :2: tokens_per_second: is empty
            HEADa,b,q8_0,decod,0,128,1 ~ :2: phase: 'decod' is neither prefill nor decode; did you mean 'decode'?
            HEADa,b,q8_0,decode,0,12.5,1 ~ :2: generated_tokens: '12.5' is not a whole number of 0 or more
            HEADa,b,q8_0,prefill,0,128,1 ~ :2: prompt_tokens: is 0 in prefill
            HEADa,b,,prefill,1,128,1 ~ :2: weights: is empty
            HEADa,b,q8_0,prefill,1,1 ~ :2: 6 cells under 7 columns
            HEAD"a,b,q8_0,prefill,1,1,1 ~ :2: a quote is not closed
            HEAD"a"x,b,q8_0,prefill,1,1,1 ~ :2: a closing quote is followed by 'x'
            HEAD ~ holds no measurement
            [{"model_type": "llama 7B Q4_0", "n_prompt": 512,\\n "n_gen": 0, "avg_ts": } ~ :2: is not JSON
            [{"model_type": "llama 7B Q4_0", "n_prompt": 512, "n_gen": 0}] ~ :1: avg_ts: is missing
            [{"model_type": "llama 7B Q4_0", "n_prompt": 512, "n_gen": 0, "avg_ts": 3} ~ :1: ends in the middle of the JSON
            [{"model_type": "llama 7B Q4_0", "n_prompt": 512, "n_gen": 0, "avg_ts": 3}, 7] ~ :1: '7' stands where an object should
            | model | test | t/s |\\n|---|---|---|\\n| llama 7B Q4_0 | pp | 3 | ~ :3: test: 'pp' is not a test such as
            | model | test | t/s |\\n|---|---|---|\\n| llama 7B Q4_0 | pp512 | failed | ~ :3: t/s: 'failed' is not a rate
            | model | test | t/s |\\n|---|---|---|\\n| llama 7B Q4_0 | pp512 | ~ :3: 2 cells under 3 columns
            {"metadata": {"benchmark_config": {"batch_size": 1}}, "results": {}} ~ :1: metadata.benchmark_config.input_length: is missing
            {"metadata": {"benchmark_config": {"batch_size": 1, "input_length": 8, "output_length": 8}}} ~ :1: results.latency.first_token_ms: has neither
            just some words ~ is in no known format of results
            """)
    void mistakesCostOneLine(String text, String told) {
        String head = "hardware,architecture,weights,phase,prompt_tokens,generated_tokens,tokens_per_second\n";
        String file = text.replace("HEAD", head).replace("\\n", "\n");
        assertThatThrownBy(() -> readText(file)).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(folder.resolve("results").toString()).hasMessageContaining(told).message().hasLineCount(1);
    }

    @Test
    void unreadableFiles() throws IOException {
        Path binary = Files.write(folder.resolve("image.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});
        assertThatThrownBy(() -> ResultFormat.read(binary, GivenNames.NONE)).hasMessageContaining("is not text in UTF-8");
        assertThatThrownBy(() -> ResultFormat.read(folder, GivenNames.NONE)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> ResultFormat.read(folder.resolve("none"), GivenNames.NONE)).hasMessageEndingWith("no such file");
        assertThatThrownBy(() -> readText(" \n")).hasMessageEndingWith("is empty");
    }
}
