package dev.ridgepoint.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.IncomingRequest;
import dev.ridgepoint.serving.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTraceTest {

    private static final String HEADER = "arrival_s,prompt_tokens,output_tokens\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }

    private static List<String> read(Path file) {
        List<String> requests = new ArrayList<>();
        IncomingRequest request = new IncomingRequest();
        try (RequestTrace trace = RequestTrace.open(file)) {
            while (trace.next(request)) {
                requests.add(request.arrivalSeconds() + " " + request.promptTokens() + " " + request.outputTokens() + " " + request.prefix() + " "
                        + request.prefixTokens());
            }
        }
        return requests;
    }

    /** Columns in any order, a byte order mark, blank lines, Windows' line ends; the first arrival is the start. */
    @Test
    void rowsAreRequests() throws IOException {
        assertThat(read(file("\ufeffoutput_tokens, arrival_s ,prompt_tokens\r\n3,100.5,7\r\n\r\n1,101,8\r\n")))
                .containsExactly("0.0 7 3 -1 0", "0.5 8 1 -1 0");
    }

    /** Beginnings are numbered as they come; a cell that is empty shares nothing, and no more can be shared than the prompt has. */
    @Test
    void beginningsAreNamed() throws IOException {
        assertThat(read(file("arrival_s,prompt_tokens,output_tokens,prefix_id,prefix_tokens\n0,10,1,chat,8\n0,10,1,code,20\n1,10,1,chat,8\n1,10,1,,0\n")))
                .containsExactly("0.0 10 1 0 8", "0.0 10 1 1 10", "1.0 10 1 0 8", "1.0 10 1 -1 0");
    }

    /** Times of day with and without an offset: 0.5 s and a day and 0.25 s after the first. */
    @Test
    void publicTracesAreReadAsTheyAre() throws IOException {
        assertThat(read(file("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.5000000,374,44\n2023-11-16 18:15:47,396,109\n"
                + "2023-11-17 18:15:46.7500000,879,55\n"))).containsExactly("0.0 374 44 -1 0", "0.5 396 109 -1 0", "86400.25 879 55 -1 0");
        assertThat(read(file("TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 00:00:00.5+00:00,374,44\n2024-05-10 02:00:01+02:00,396,109\n")))
                .containsExactly("0.0 374 44 -1 0", "0.5 396 109 -1 0");
        assertThat(read(file("Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n"
                + "45,GPT-4,1087,230,1317,API log\n"))).containsExactly("0.0 472 18 -1 0", "40.0 1087 230 -1 0");
    }

    @Test
    void lengthsCanBeDrawn() throws IOException {
        Shapes shapes = RequestTrace.shapes(file(HEADER + "0,5,6\n1,7,8\n"));
        IncomingRequest request = new IncomingRequest();
        List<String> seen = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            shapes.draw(random, request, i);
            seen.add(request.promptTokens() + " " + request.outputTokens());
        }
        assertThat(seen).contains("5 6", "7 8").hasSize(50);
        assertThat(seen.stream().distinct()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '0,1\n'              | trace.csv:2: 2 cells under 3 columns
            '0,1,2,3\n'          | trace.csv:2: 4 cells under 3 columns
            '0,1,2\nx,1,2\n'     | trace.csv:3: arrival_s: 'x' is neither a number of seconds nor a time as in
            'NaN,1,2\n'          | trace.csv:2: arrival_s: 'NaN' is neither a number of seconds nor a time as in
            'Infinity,1,2\n'     | trace.csv:2: arrival_s: 'Infinity' is neither a number of seconds nor a time as in
            '18:15,1,2\n'        | trace.csv:2: arrival_s: '18:15' is neither a number of seconds nor a time as in
            '0,1.5,2\n'          | trace.csv:2: prompt_tokens: '1.5' is not a whole number of tokens from 1 to
            '0,0,2\n'            | trace.csv:2: prompt_tokens: '0' is not a whole number of tokens from 1 to
            '0,5,-2\n'           | trace.csv:2: output_tokens: '-2' is not a whole number of tokens from 1 to
            '0,5,\n'             | trace.csv:2: output_tokens: '' is not a whole number of tokens from 1 to
            '0,99999999999,2\n'  | trace.csv:2: prompt_tokens: '99999999999' is not a whole number of tokens from 1 to 134217728
            '5,1,2\n4,1,2\n'     | trace.csv:3: arrival_s: 4 comes before the row above it; sort the trace by arrival
            """)
    void aMistakeNamesItsLineAndField(String rows, String message) throws IOException {
        Path file = file(HEADER + rows.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arrival_s,prompt_tokens                          | trace.csv:1: output_tokens: the column is missing
            arrival_s,prompt_token,output_tokens             | trace.csv:1: prompt_token: no column of a trace; did you mean 'prompt_tokens'?
            0.5,100,20                                       | trace.csv:1: 0.5: no column of a trace
            arrival_s,prompt_tokens,output_tokens,prefix_id  | trace.csv:1: prefix_id and prefix_tokens go together
            arrival_s,arrival_s,prompt_tokens,output_tokens  | trace.csv:1: arrival_s: the column is there twice
            """)
    void aHeaderThatIsNoTracesIsToldSo(String header, String message) throws IOException {
        Path file = file(header + "\n0,1,2\n");
        assertThatThrownBy(() -> read(file)).isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    }

    @Test
    void filesThatAreNoTraces() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("trace.csv: is empty; a trace begins with arrival_s,prompt_tokens,output_tokens");
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("is a folder, not a trace");
        assertThatThrownBy(() -> read(folder.resolve("none.csv"))).hasMessageContaining("none.csv: no such file");
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> read(binary)).hasMessageContaining("is not text in UTF-8");
        Path noRow = file(HEADER);
        assertThat(read(noRow)).isEmpty();
        assertThatThrownBy(() -> RequestTrace.shapes(noRow)).hasMessageContaining("has no request");
    }
}
