package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A person's mistake costs one line that says what to do, and nothing half done. */
class MistakesTest {

    private static final String SOUND = "predict --hardware apple-m1-pro --model qwen2.5-1.5b ";

    @TempDir
    private Path folder;

    private static void assertMistake(Run run, String told) {
        assertThat(run.err()).startsWith("ridgepoint: ").endsWith(System.lineSeparator()).contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            predcit                                                        | did you mean 'predict'?
            nonsense                                                       | there are roofline, predict
            --nonsense                                                     | no option '--nonsense'
            predict --hardware apple-m1-pro                                | '--model=ID'
            predict --hardwear apple-m1-pro --model qwen2.5-1.5b           | did you mean '--hardware'?
            predict --hardware apple-m1-por --model qwen2.5-1.5b           | did you mean 'apple-m1-pro'?
            predict --hardware apple-m1-pro --model qwen2.5-1.5            | did you mean 'qwen2.5-1.5b'?
            predict --hardware apple-m1-pro --model whisper-tiny           | is not modelled: It is an encoder-decoder
            predict --hardware nowhere/chip.yaml --model qwen2.5-1.5b      | no such file
            roofline --hardware a10,a30,l4,l40s,t4,h20,mi210 --model gpt2  | 7
            potential --hardware apple-m1-pro --model nothing-like-it      | no model 'nothing-like-it'
            require --model gpt2                                           | give --decode, --prefill or both, as in --decode 30tok/s
            require --model gpt2 --decode 30                               | '30' has no unit; write it as in 30 tok/s
            require --model gpt2 --decode 30tok                            | 'tok' is not a unit here; write it as in 30 tok/s
            require --model gpt2 --decode 0tok/s                           | must be positive
            require --model gpt2 --decode 1tok/s --memory 8GHz             | 'GHz' is not a unit here; write it as in 24 GiB
            require --model gpt2 --decode 1tok/s --compute-efficiency 1.2  | '1.2' is not a share above 0 and at most 1
            require --model gpt2 --decode 1tok/s --compute-efficiency x    | write it as in 0.8 or 80%
            require --model gpt2 --decode 1tok/s --sort prise              | did you mean 'price'?
            require --model gpt2 --decode 1tok/s --generate 0              | a rate of decode is asked for, but nothing is generated
            require --model gpt2 --prefill 1tok/s --prompt 0               | a rate of prefill is asked for, but there is no prompt
            require --model bert-base --decode 1tok/s                      | is an encoder and generates nothing
            require --model gpt2 --decode 1e30tok/s                        | impossible: the target needs a bandwidth of more than 10^24 B/s
            require --model gpt2 --decode 1tok/s --runtime calibrated      | leave --runtime calibrated out
            require --model gpt2 --decode 1tok/s --hardware apple-m1-por   | did you mean 'apple-m1-pro'?
            sensitivity --hardware apple-m1-pro --model gpt2 --change 5    | '5' is not a change; write it as in 2x
            sensitivity --hardware apple-m1-pro --model gpt2 --change 1x   | '1x' is not a change
            sensitivity --hardware apple-m1-pro --model gpt2 --change 100% | '100%' is not a change
            sensitivity --hardware apple-m1-pro --model gpt2 --change NaNx | 'NaNx' is not a change
            sensitivity --hardware apple-m1-pro --model gpt2 --runtime calibrated | leave --runtime calibrated out
            list devices                                                   | hardware, models, formats, runtimes
            list                                                           | WHAT
            show llama.cpp-cudda                                           | did you mean 'llama.cpp-cuda'?
            show deepseek-v33                                              | did you mean 'deepseek-v3'?
            lint not-there                                                 | no device, model or runtime 'not-there'
            """)
    void commandsAndNames(String args, String told) {
        assertMistake(Run.of(args.split(" +")), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --weights q80           | did you mean 'q8_0'?
            --weights zzz           | none of fp32, tf32
            --kv q80                | did you mean 'q8_0'?
            --activations fp61      | did you mean 'fp16'?
            --attention flash       | none of fused, unfused
            --mla absorb            | did you mean 'absorbed'?
            --format xml            | none of table, json, csv, markdown
            --prompt -5             | '-5' is not a whole number of 0 or more
            --prompt 99999999999    | is not a whole number of 0 or more
            --prompt many           | 'many' is not a whole number
            --prompt                | '--prompt'
            --batch 0               | '0' is not a whole number of 1 or more
            --micro-batch 0         | '0' is not a whole number of 1 or more
            --layers 100000         | is not a whole number of 1 to 10000
            --prompt 0 --generate 0 | a request needs a prompt
            --batch 2 --batch 3     | '--batch'
            one-too-many            | 'one-too-many'
            """)
    void options(String args, String told) {
        assertMistake(Run.of((SOUND + args).split(" +")), told);
    }

    private Run predictOn(Path profile) {
        return Run.of("predict", "--hardware", profile.toString(), "--model", "qwen2.5-1.5b");
    }

    @Test
    void folderAsFile() {
        assertMistake(predictOn(folder), "is a folder");
    }

    @Test
    void malformedYaml() throws IOException {
        Path profile = Files.writeString(folder.resolve("chip.yaml"), "id: chip\npeaks: {matrix: [\n");
        assertMistake(predictOn(profile), "chip.yaml:");
    }

    @Test
    void emptyFile() throws IOException {
        assertMistake(predictOn(Files.createFile(folder.resolve("chip.yaml"))), "is empty");
    }

    @Test
    void unitMissing() throws IOException {
        Path profile = Files.writeString(folder.resolve("chip.yaml"), """
                id: chip
                extends: apple-m1-pro
                memory:
                  dram: {bandwidth: 400}
                """);
        assertMistake(predictOn(profile), "chip.yaml:4: memory.dram.bandwidth: '400' has no unit");
    }

    @Test
    void hugeFile() throws IOException {
        assertMistake(predictOn(Files.write(folder.resolve("chip.yaml"), new byte[2 << 20])), "bytes");
    }

    @Test
    void outputIntoNowhere() {
        assertMistake(Run.of((SOUND + "--output " + folder.resolve("no/such/folder.txt")).split(" ")), "no such folder");
        assertMistake(Run.of((SOUND + "--output " + folder).split(" ")), "is a folder");
    }

    @Test
    void chartIntoNowhere() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertMistake(Run.of("roofline", "--hardware", "apple-m1-pro", "--model", "gpt2", "--out", file + "/chart"), "file");
    }

    @Test
    void bugIsOursAndSaysSo() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new CompletionCommand()).setErr(new PrintWriter(err, true));
        int status = new CommandErrors().handleExecutionException(new IllegalStateException("of all things"), command, null);
        assertThat(status).isEqualTo(3);
        assertThat(err.toString()).contains("this is a bug").contains("RIDGEPOINT_DEBUG=1");
        assertThat(err.toString().lines()).hasSize(1);
    }
}
