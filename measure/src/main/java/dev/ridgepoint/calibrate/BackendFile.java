package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Adjustment;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Parameter;
import dev.ridgepoint.backend.ProductKernel;
import dev.ridgepoint.backend.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a runtime's file, as {@link dev.ridgepoint.backend.BackendReader} reads it: the same runtime gives the same text. */
public final class BackendFile {

    /** More digits than a fit is worth, fewer than its noise. */
    private static final MathContext DIGITS = new MathContext(4);

    private BackendFile() { }

    /** The text of a file. */
    public static String write(Backend backend) {
        List<String> lines = new ArrayList<>();
        lines.add("id: " + backend.id());
        lines.add("name: " + quoted(backend.name()));
        lines.add("sources: " + quoted(backend.sources()));
        lines.add("micro-batch: " + backend.microBatch());
        lines.add("activations: " + backend.activations().id());
        if (backend.halfAccumulate()) {
            lines.add("half-accumulate: true");
        }
        kernels(lines, "", backend.kernels());
        backend.before().ifPresent(before -> {
            lines.add("before:");
            lines.add("  built: " + before.built());
            kernels(lines, "  ", before.kernels());
        });
        lines.add("parameters:");
        backend.parameters().forEach((parameter, value) -> lines.add("  " + parameter.id() + ": " + number(value)));
        if (!backend.adjustments().isEmpty()) {
            lines.add("adjustments:");
            backend.adjustments().forEach(adjustment -> lines.add("  - {when: {" + when(adjustment.when()) + "}, times: {" + times(adjustment.factors()) + "}}"));
        }
        if (!backend.spreads().isEmpty()) {
            lines.add("spreads:");
            backend.spreads().forEach(spread -> lines.add("  - {" + spread(spread) + "}"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void kernels(List<String> lines, String indent, List<ProductKernel> kernels) {
        lines.add(indent + "kernels:");
        for (ProductKernel kernel : kernels) {
            lines.add(indent + "  - {way: " + kernel.way().name().toLowerCase(Locale.ROOT)
                    + (kernel.mostRows() == Integer.MAX_VALUE ? "" : ", rows: " + kernel.mostRows()) + (kernel.experts() ? ", experts: true" : "") + "}");
        }
    }

    private static String when(Adjustment.When when) {
        List<String> conditions = new ArrayList<>();
        when.vendor().ifPresent(v -> conditions.add("vendor: " + quoted(v)));
        when.kind().ifPresent(v -> conditions.add("kind: " + v.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        when.device().ifPresent(v -> conditions.add("device: " + v));
        when.variant().ifPresent(v -> conditions.add("variant: " + quoted(v)));
        when.format().ifPresent(v -> conditions.add("format: " + quoted(v)));
        when.builtBefore().ifPresent(v -> conditions.add("built-before: " + v));
        return String.join(", ", conditions);
    }

    private static String times(Map<Parameter, Double> factors) {
        return factors.entrySet().stream().map(entry -> entry.getKey().id() + ": " + number(entry.getValue())).collect(Collectors.joining(", "));
    }

    private static String spread(Spread spread) {
        return "kind: " + spread.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", known: " + spread.known() + ", low-95: "
                + number(spread.low95()) + ", low-80: " + number(spread.low80()) + ", high-80: " + number(spread.high80()) + ", high-95: "
                + number(spread.high95());
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9 ._;()/,-]*") ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
