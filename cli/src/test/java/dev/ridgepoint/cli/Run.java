package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One command run in this process, and what came of it. */
record Run(int status, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Ridgepoint.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Run(status, out.toString(), err.toString());
    }

    /** The output of a command that must succeed. */
    static String output(String... args) {
        Run run = of(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out();
    }

    static JsonNode json(String... args) {
        try {
            return JSON.readTree(output(args));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
