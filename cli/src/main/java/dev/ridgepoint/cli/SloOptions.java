package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.serving.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What a request must not exceed. */
final class SloOptions {

    @Option(names = "--slo-ttft", paramLabel = "TIME", converter = Amount.Seconds.class, order = 50,
            description = "Longest time to first token, as in 500ms.")
    private Double ttft;

    @Option(names = "--slo-tpot", paramLabel = "TIME", converter = Amount.Seconds.class, order = 51,
            description = "Longest mean time per output token after the first, as in 50ms.")
    private Double tpot;

    @Option(names = "--slo-e2e", paramLabel = "TIME", converter = Amount.Seconds.class, order = 52,
            description = "Longest time to the last token, as in 10s.")
    private Double endToEnd;

    Slo slo() {
        return new Slo(optional(ttft), optional(tpot), optional(endToEnd));
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** {@code TTFT 500 ms and TPOT 50 ms}. */
    static String words(Slo slo) {
        List<String> words = new ArrayList<>();
        slo.ttft().ifPresent(seconds -> words.add("TTFT " + Written.seconds(seconds)));
        slo.tpot().ifPresent(seconds -> words.add("TPOT " + Written.seconds(seconds)));
        slo.endToEnd().ifPresent(seconds -> words.add("end to end " + Written.seconds(seconds)));
        return String.join(" and ", words);
    }
}
