package dev.ridgepoint.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.loadtest.LoadTest;
import dev.ridgepoint.parallel.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTestCsvTest {

    private static final String HEADER = "source,hardware,runtime,architecture,weights,tp,pp,dp,moe_tp,moe_ep,gemm_format,moe_format,input_tokens,output_tokens,"
            + "concurrency,ttft_ms,tpot_ms\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tests.csv"), text);
    }

    private LoadTest row(String source, String parallelism, int concurrency) throws IOException {
        return LoadTestCsv.read(file(HEADER + source + ",b200-sxm,trtllm-1.2.0,deepseek-r1,fp4," + parallelism + ",nvfp4,nvfp4,1024,512," + concurrency
                + ",150.5,12.25\n")).get(0);
    }

    @Test
    void aRowIsRead() throws IOException {
        LoadTest test = row("a", "4,1,1,4,1", 32);
        assertThat(test).isEqualTo(new LoadTest("tests.csv:2", "a", "b200-sxm", "tensorrt-llm", "1.2.0", "deepseek-r1", "nvfp4",
                Parallelism.of(4, 1, 1, 1), 1024, 512, 32, 0.1505, 0.01225));
        LoadTest plain = LoadTestCsv.read(file(HEADER + "a,h100-sxm,vllm,llama-3.1-8b,,2,1,1,1,1,,,10,20,1,1,1\n")).get(0);
        assertThat(plain.weights()).isEqualTo("bf16");
        assertThat(plain.version()).isEmpty();
        assertThat(plain.parallelism()).isEqualTo(Parallelism.of(2, 1, 1, 1));
    }

    /** Columns as written, and the devices that there were. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,1,1,0,0   | 1 | 1 | 1 | 1",
        "8,1,1,8,1   | 8 | 1 | 1 | 8",
        "8,1,1,1,8   | 8 | 1 | 8 | 1",
        "64,1,1,8,8  | 8 | 1 | 8 | 1",
        "16,1,1,4,4  | 4 | 1 | 4 | 1",
        "1,1,8,1,8   | 1 | 8 | 8 | 1",
        "1,1,64,8,8  | 1 | 8 | 8 | 1",
        "4,1,4,1,16  | 1 | 4 | 4 | 1",
        "1,1,4,4,1   | 1 | 4 | 1 | 4"})
    void productsOfDevicesAreBroughtBack(String columns, int tensor, int data, int expert, int expertTensor) throws IOException {
        assertThat(row("a", columns, 8).parallelism()).isEqualTo(new Parallelism(tensor, 1, data, expert, expertTensor));
    }

    @Test
    void requestsInFlightAreOfOneReplica() throws IOException {
        // One test of 256 requests on eight replicas, as it stands in the published file twice.
        assertThat(row("dsr1_c256_cfg191", "1,1,64,8,8", 4).concurrency()).isEqualTo(32);
        assertThat(row("dsr1_c256_tp8_0_ep8_0_1080", "1,1,8,1,8", 32).concurrency()).isEqualTo(32);
        // Fewer than there are replicas as written: the name knows.
        assertThat(row("dsr1_c32_tp8_ep8_1537", "1,1,64,8,8", 32).concurrency()).isEqualTo(4);
        // Without a name, what is written and its divisor.
        assertThat(row("unnamed", "1,1,64,8,8", 4).concurrency()).isEqualTo(32);
        // All requests go to the one replica of a tensor-parallel group.
        assertThat(row("dsr1_c256_cfg191", "64,1,1,8,8", 256).concurrency()).isEqualTo(256);
    }

    @Test
    void filesAreKnownByTheirTimes() throws IOException {
        assertThat(LoadTestCsv.holds(file(HEADER))).isTrue();
        assertThat(LoadTestCsv.holds(file("hardware,tokens_per_second\n"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "h100-sxm,vllm,m,fp8,2,1,1,1,1,,,10,20,1,1,-1         | tpot_ms: '-1' is not a rate above 0",
        "h100-sxm,vllm,m,fp8,2,1,1,1,1,,,10,20,1,x,1          | ttft_ms: 'x' is not a number",
        "h100-sxm,vllm,m,fp8,2,1,1,1,1,,,10,1,1,1,1           | output_tokens: is too small",
        "h100-sxm,vllm,m,fp8,2,1,1,1,1,,,10,20,0,1,1          | concurrency: is too small",
        "h100-sxm,vllm,m,fp8,2,1,1,3,1,,,10,20,1,1,1          | moe_ep: experts in 1 parts of 3 devices",
        ",vllm,m,fp8,2,1,1,1,1,,,10,20,1,1,1                  | hardware: is empty",
        "h100-sxm,vllm,m,fp8,two,1,1,1,1,,,10,20,1,1,1        | tp: 'two' is not a whole number"})
    void mistakesNameLineAndField(String row, String problem) {
        assertThatThrownBy(() -> LoadTestCsv.read(file(HEADER + "a," + row + "\n"))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem).hasMessageContaining("tests.csv:2");
    }

    @Test
    void missingColumnsAndRowsAreSaid() {
        assertThatThrownBy(() -> LoadTestCsv.read(file("hardware,tpot_ms\nx,1\n"))).hasMessageContaining("no column 'runtime'");
        assertThatThrownBy(() -> LoadTestCsv.read(file(HEADER))).hasMessageContaining("holds no measurement");
    }
}
