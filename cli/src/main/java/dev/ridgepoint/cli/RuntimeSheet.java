package dev.ridgepoint.cli;

import dev.ridgepoint.backend.Adjustment;
import dev.ridgepoint.backend.Adjustment.When;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Parameter;
import dev.ridgepoint.backend.ProductKernel;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A runtime on one page. */
final class RuntimeSheet {

    /** No prompt is longer. */
    private static final int WHOLE_PROMPT = 1 << 20;

    private static final List<Column<Map.Entry<Parameter, Double>>> PARAMETERS = List.of(
            Column.words("Parameter", "parameter", entry -> entry.getKey().id()),
            Column.number("Value", "value", Map.Entry::getValue, Written::number),
            Column.number("Expected", "expected", entry -> entry.getKey().expected(), Written::number),
            Column.number("Least", "least", entry -> entry.getKey().least(), Written::number),
            Column.number("Most", "most", entry -> entry.getKey().most(), Written::number));

    private static final List<Column<Adjustment>> ADJUSTMENTS = List.of(
            Column.words("Where", "when", adjustment -> conditions(adjustment.when())),
            Column.words("Times", "times", adjustment -> adjustment.factors().entrySet().stream()
                    .map(factor -> factor.getKey().id() + " " + Written.number(factor.getValue())).collect(Collectors.joining(", "))));

    private static final List<Column<Adjustment>> DEVICES = List.of(
            Column.words("Device", "device", adjustment -> adjustment.when().device().orElseThrow()),
            Column.number("Decode time", "decode-time", adjustment -> factor(adjustment, Parameter.DECODE_TIME), Written::times),
            Column.number("Prefill time", "prefill-time", adjustment -> factor(adjustment, Parameter.PREFILL_TIME), Written::times));

    private static final List<Column<Spread>> SPREADS = List.of(
            Column.words("Phase", "kind", spread -> Named.Constant.word(spread.kind())),
            Column.words("Device", "known", spread -> spread.known() ? "measured" : "never measured"),
            Column.words("80 % of rates", "80", spread -> range(spread.low80(), spread.high80())),
            Column.words("95 % of rates", "95", spread -> range(spread.low95(), spread.high95())));

    private RuntimeSheet() { }

    static void print(Backend backend, Page page) {
        page.heading(PredictionPrintout.named(backend.name(), backend.id()));
        page.prose("Kernels of products with quantised weights: " + kernels(backend) + ".", "  ");
        backend.before().ifPresent(before -> page.prose("In builds before " + before.built() + ": " + kernels(before.kernels()) + ".", "  "));
        page.prose("Prompts go in micro-batches of " + microBatch(backend.microBatch()) + " tokens, activations are " + backend.activations().id()
                + (backend.halfAccumulate() ? ", and products of 16 bits add up in 16 bits where the chip does that faster" : "") + ".", "  ");
        page.gap();
        new Table<>(PARAMETERS, List.copyOf(backend.parameters().entrySet())).print(page);
        page.gap();
        page.prose("docs/runtimes.md has the formulas; what was never measured stays near what is expected, and nothing leaves its bounds.", "  ");
        section(page, "Different under some conditions", new Table<>(ADJUSTMENTS, adjustments(backend, false)));
        section(page, "What devices have of their own", new Table<>(DEVICES, adjustments(backend, true)));
        section(page, "Measured over predicted", new Table<>(SPREADS, backend.spreads()));
        if (!backend.sources().isEmpty()) {
            page.gap();
            page.prose("Sources: " + backend.sources(), "  ");
        }
    }

    private static void section(Page page, String heading, Table<?> table) {
        if (!table.rows().isEmpty()) {
            page.gap();
            page.heading(heading);
            table.print(page);
        }
    }

    private static List<Adjustment> adjustments(Backend backend, boolean ofDevices) {
        return backend.adjustments().stream().filter(adjustment -> adjustment.when().device().isPresent() == ofDevices).toList();
    }

    /** What multiplies with quantised weights: {@code vector up to 8 rows, integer beyond}. */
    static String kernels(Backend backend) {
        return kernels(backend.kernels());
    }

    private static String kernels(List<ProductKernel> kernels) {
        return kernels.stream().map(kernel -> Named.Constant.word(kernel.way()) + (kernel.experts() ? " for experts" : "")
                + (kernel.mostRows() == Integer.MAX_VALUE ? "" : " up to " + kernel.mostRows() + (kernel.mostRows() == 1 ? " row" : " rows")))
                .collect(Collectors.joining(", "));
    }

    /** Tokens in one pass. */
    static String microBatch(double tokens) {
        return tokens < WHOLE_PROMPT ? Written.number(tokens) : "all";
    }

    private static String conditions(When when) {
        List<String> conditions = new ArrayList<>();
        when.vendor().ifPresent(conditions::add);
        when.kind().ifPresent(kind -> conditions.add(Named.Constant.word(kind)));
        when.variant().ifPresent(variant -> conditions.add("variant " + variant));
        when.format().ifPresent(format -> conditions.add("weights " + format));
        when.builtBefore().ifPresent(month -> conditions.add("built before " + month));
        return String.join(", ", conditions);
    }

    private static double factor(Adjustment adjustment, Parameter parameter) {
        return adjustment.factors().getOrDefault(parameter, Double.NaN);
    }

    private static String range(double low, double high) {
        return Written.number(low) + " to " + Written.times(high);
    }
}
