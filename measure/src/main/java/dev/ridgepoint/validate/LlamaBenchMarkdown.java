package dev.ridgepoint.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table that llama-bench prints, and what it prints about it: the device stands above the table, the build below. Several tables may follow one
 * another.
 */
final class LlamaBenchMarkdown implements ResultReader {

    private static final String TEST = "test";
    private static final String RATE = "t/s";
    /** {@code pp512}, {@code tg 128}, {@code tg128 @ d4096}, {@code pp512+tg128}. */
    private static final Pattern TESTS = Pattern.compile("(?:pp ?(\\d+))?\\+?(?:tg ?(\\d+))?(?: @ d(\\d+))?");
    private static final Pattern RATES = Pattern.compile("([0-9.]+)(?:\\s*(?:±|\\+/-|\\+-)\\s*([0-9.]+|-?nan))?");
    private static final Pattern PARAMETERS = Pattern.compile("([0-9.]+) ([KMBT])");
    /** How backends name the device while they load. */
    private static final Pattern DEVICE = Pattern.compile(
            "\\s*(?:Device 0: (.+?), compute capability .*|ggml_metal_init: GPU name: +(.+?)|ggml_vulkan: 0 = (.+?) \\([^()]*\\) \\|.*"
                    + "|ggml_metal_device_init: GPU name: +(.+?))\\s*");
    private static final Pattern BUILD = Pattern.compile("build: (\\w+) \\(\\d+\\)");
    /** Columns whose short headings hide the names that JSON has. */
    private static final Map<String, String> FIELD_OF_HEADING = Map.of(
            "ngl", "n_gpu_layers", "fa", "flash_attn", "threads", "n_threads", "backend", "backends", "model", "model_type");

    @Override
    public boolean recognises(ResultText text) {
        return text.lines().stream().anyMatch(line -> isRow(line) && isHeader(cells(line)));
    }

    @Override
    public ResultRows read(ResultText text, GivenNames given) {
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        List<String> lines = text.lines();
        List<String> header = List.of();
        String device = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher named = DEVICE.matcher(line);
            if (named.matches()) {
                device = firstGroup(named);
            }
            if (!isRow(line)) {
                header = List.of();
                continue;
            }
            List<String> cells = cells(line);
            if (isHeader(cells)) {
                header = cells;
            } else if (!header.isEmpty() && !isRule(cells)) {
                Fields fields = fields(text, i + 1, header, cells);
                fields.values().put("gpu_info", device);
                fields.values().put("build_commit", build(lines, i));
                new LlamaBenchRecord(fields).addTo(rows, skipped);
            }
        }
        return new ResultRows(rows, skipped);
    }

    private static boolean isRow(String line) {
        return line.strip().startsWith("|") && line.strip().endsWith("|");
    }

    private static List<String> cells(String line) {
        String row = line.strip();
        return Arrays.stream(row.substring(1, Math.max(1, row.length() - 1)).split("\\|", -1)).map(String::strip).toList();
    }

    private static boolean isHeader(List<String> cells) {
        return cells.contains("model") && cells.contains(TEST) && cells.contains(RATE);
    }

    private static boolean isRule(List<String> cells) {
        return cells.stream().allMatch(cell -> cell.matches("[-: ]+"));
    }

    private static String firstGroup(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** The first build below a row. */
    private static String build(List<String> lines, int from) {
        return lines.stream().skip(from).map(line -> BUILD.matcher(line.strip())).filter(Matcher::matches).findFirst().map(m -> m.group(1)).orElse("");
    }

    /** A row in the words of llama-bench's own JSON. */
    private static Fields fields(ResultText text, int line, List<String> header, List<String> cells) {
        if (cells.size() != header.size()) {
            throw text.mistake(line, "", cells.size() + " cells under " + header.size() + " columns");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            values.put(FIELD_OF_HEADING.getOrDefault(header.get(i), header.get(i)), cells.get(i));
        }
        Fields printed = new Fields(text, line, values);
        Matcher test = TESTS.matcher(printed.required(TEST));
        if (!test.matches() || test.group(1) == null && test.group(2) == null) {
            throw text.mistake(line, TEST, "'" + printed.words(TEST) + "' is not a test such as pp512, tg128 or tg128 @ d4096");
        }
        put(values, "n_prompt", test.group(1));
        put(values, "n_gen", test.group(2));
        put(values, "n_depth", test.group(3));
        Matcher rate = RATES.matcher(printed.required(RATE));
        if (!rate.matches()) {
            throw text.mistake(line, RATE, "'" + printed.words(RATE) + "' is not a rate such as 123.45 ± 0.67");
        }
        put(values, "avg_ts", rate.group(1));
        // One repetition has no deviation.
        put(values, "stddev_ts", rate.group(2) == null || rate.group(2).endsWith("nan") ? null : rate.group(2));
        Matcher parameters = PARAMETERS.matcher(printed.words("params"));
        if (parameters.matches()) {
            double scale = Math.pow(1000, 1 + "KMBT".indexOf(parameters.group(2)));
            values.put("model_n_params", Long.toString(Math.round(Double.parseDouble(parameters.group(1)) * scale)));
        }
        return printed;
    }

    private static void put(Map<String, String> values, String field, String value) {
        if (value != null) {
            values.put(field, value);
        }
    }
}
