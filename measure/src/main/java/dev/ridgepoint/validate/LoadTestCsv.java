package dev.ridgepoint.validate;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.loadtest.LoadTest;
import dev.ridgepoint.parallel.Parallelism;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load tests as one row each, under {@code
 * hardware,runtime,architecture,weights,tp,pp,dp,moe_tp,moe_ep,input_tokens,output_tokens,concurrency,ttft_ms,tpot_ms}.
 *
 * <p>The columns of parallelism are those of aiconfigurator's accuracy samples, which multiply what a test's name says: eight devices that share
 * matrices and experts alike ({@code tp8_ep8}) are written as 64, and four replicas with four parts of experts as 4 x 4. They are brought back to the
 * devices there were; the same measurements stand in the file both ways, which shows what is meant. Requests in flight are those of one replica, and
 * are brought back too.
 */
public final class LoadTestCsv {

    private static final List<String> REQUIRED = List.of(
            "hardware", "runtime", "architecture", "weights", "tp", "input_tokens", "output_tokens", "concurrency", "ttft_ms", "tpot_ms");
    private static final String BRIEF_TENSORRT = "trtllm";
    private static final Map<String, String> FORMATS = Map.of("", "bf16", "fp4", "nvfp4");
    private static final Pattern IN_FLIGHT = Pattern.compile("_c(\\d{1,6})_");
    private static final double MILLI = 1e-3;

    private LoadTestCsv() { }

    /** Whether a file holds load tests. */
    public static boolean holds(Path file) {
        List<String> header = CsvRecords.header(ResultText.read(file));
        return header.contains("ttft_ms") || header.contains("tpot_ms");
    }

    /**
     * Its rows.
     *
     * @throws InvalidInputException if it is malformed; the message names file, line and field
     */
    public static List<LoadTest> read(Path file) {
        ResultText text = ResultText.read(file);
        List<String> header = CsvRecords.header(text);
        REQUIRED.stream().filter(column -> !header.contains(column)).findFirst().ifPresent(column -> {
            throw text.mistake(1, "", "no column '" + column + "'");
        });
        List<LoadTest> rows = new ArrayList<>();
        CsvRecords.read(text).forEach(fields -> rows.add(row(fields)));
        if (rows.isEmpty()) {
            throw new InvalidInputException(file.toString(), "holds no measurement");
        }
        return rows;
    }

    /** Names say how many requests are in flight in all; the column has them divided by the replicas as written, where that leaves one. */
    private static int ofOneReplica(Fields fields, int concurrency, int written, int replicas) {
        if (written == 1) {
            return concurrency;
        }
        Matcher named = IN_FLIGHT.matcher(fields.words("source"));
        int all = named.find() ? Integer.parseInt(named.group(1)) : concurrency * written;
        return Math.max(1, all / replicas);
    }

    private static LoadTest row(Fields fields) {
        String[] runtime = fields.required("runtime").split("-", 2);
        int tensor = fields.count("tp");
        int data = fields.count("dp", 1);
        // No mixture of experts: some rows say 0.
        int expertTensor = Math.max(1, fields.count("moe_tp", 0));
        int expert = Math.max(1, fields.count("moe_ep", 0));
        int concurrency = fields.count("concurrency");
        int replicas = data;
        if (expertTensor == expert && expert > 1 && tensor * data == expert * expert) {
            tensor = tensor == 1 ? 1 : expert;
            data = data == 1 ? 1 : expert;
            expertTensor = 1;
        } else if (tensor == data && data > 1 && expert == data * data) {
            tensor = 1;
            expert = data;
        } else if (expert == 1 && expertTensor == 1) {
            expertTensor = tensor;
        }
        concurrency = ofOneReplica(fields, concurrency, replicas, data);
        int least = fields.count("input_tokens");
        int generated = fields.count("output_tokens");
        if (concurrency < 1 || least < 1 || generated < 2) {
            String field = concurrency < 1 ? "concurrency" : least < 1 ? "input_tokens" : "output_tokens";
            throw fields.text().mistake(fields.line(), field, "is too small for a load test");
        }
        try {
            return new LoadTest(
                    fields.text().place(fields.line()), fields.words("source"), fields.required("hardware"),
                    runtime[0].equals(BRIEF_TENSORRT) ? "tensorrt-llm" : runtime[0], runtime.length > 1 ? runtime[1] : "", fields.required("architecture"),
                    FORMATS.getOrDefault(fields.words("weights"), fields.words("weights")),
                    new Parallelism(tensor, Math.max(1, fields.count("pp", 0)), data, expert, expertTensor), least, generated, concurrency,
                    MILLI * fields.rate("ttft_ms"), MILLI * fields.rate("tpot_ms"));
        } catch (InvalidInputException e) {
            throw fields.text().mistake(fields.line(), "moe_ep", e.getMessage());
        }
    }
}
