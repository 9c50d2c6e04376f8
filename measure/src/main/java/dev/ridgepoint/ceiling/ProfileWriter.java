package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.Ceilings.Reached;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.unit.Dimension;
import java.util.Locale;
import java.util.Map;

/** Writes what was found as a hardware profile; {@code hardware-profiles/README.md} describes the keys. */
final class ProfileWriter {

    private static final String SOURCE = "measured here";
    /** Shorter than any operator: an overhead that noise swallowed is still not nothing, which a profile cannot say. */
    private static final double LEAST_OVERHEAD = 1e-7;

    private final StringBuilder yaml = new StringBuilder();
    private final Ceilings ceilings;
    private final Machine machine;

    private ProfileWriter(Ceilings ceilings) {
        this.ceilings = ceilings;
        this.machine = ceilings.measurements().machine();
    }

    /** The profile's text. */
    static String write(Ceilings ceilings, String id) {
        return new ProfileWriter(ceilings).profile(id);
    }

    private String profile(String id) {
        line("id: " + id);
        line("name: " + quoted(machine.processor() + ", " + Wording.count(machine.threads(), "thread")));
        line("vendor: " + quoted(machine.vendor()));
        line("kind: cpu");
        line("cores: {count: " + machine.cores() + ", kind: core, source: system}");
        peaks();
        memory();
        CostFit other = ceilings.elementwise();
        line("launch-overhead: " + seconds(other.overhead(), "an element-wise operator of " + machine.runtime() + "; of products, see calibration"));
        calibration(other);
        line("notes: " + quoted(notes()));
        return yaml.toString();
    }

    private void peaks() {
        line("peaks:");
        line("  vector:");
        peak(ProductFormat.FP32);
        line("  matrix:");
        peak(ProductFormat.INT8);
        peak(ProductFormat.INT4);
    }

    private void peak(ProductFormat format) {
        Reached peak = ceilings.peak(format);
        String operator = peak.product().source() == Measurements.Source.ND4J ? "mmul" : format.operator();
        line("    " + format.number().id() + ": " + rate(peak.values(), Dimension.OPERATIONS_PER_SECOND,
                "reached, not declared: " + operator + ", rows x inputs x outputs " + peak.text()));
    }

    private void memory() {
        line("memory:");
        for (Level level : ceilings.hierarchy().levels()) {
            String capacity = "{value: " + Wording.bytes(level.capacity()) + ", source: " + SOURCE + ", confidence: measured, note: "
                    + quoted("from the " + level.foundBy()) + "}";
            String note = "read by " + Wording.count(machine.threads(), "thread") + ", working set " + Wording.bytes(level.workingSet())
                    + (level.perCore() ? "; a lower bound, as nearer levels need more than Java gives" : "");
            line("  " + level.name() + ":");
            line("    capacity: " + capacity);
            line("    bandwidth: " + rate(level.bandwidth(), Dimension.BYTES_PER_SECOND, note));
            if (level.perCore()) {
                line("    per-core: true");
            }
        }
    }

    private void calibration(CostFit other) {
        line("calibration:");
        line("  runtime: " + machine.runtime());
        line("  streaming:");
        for (ProductFormat format : ProductFormat.values()) {
            line("    " + format.id() + ": " + rate(ceilings.streaming(format).rate(), Dimension.BYTES_PER_SECOND,
                    "weights of products of one row, from main memory; " + format.operator()));
        }
        line("  products:");
        for (ProductFormat format : ProductFormat.values()) {
            line("    " + format.id() + ":");
            for (Map.Entry<Integer, Reached> rate : ceilings.productRates(format).entrySet()) {
                line("      " + rate.getKey() + ": " + rate(rate.getValue().values(), Dimension.OPERATIONS_PER_SECOND,
                        rate.getValue().text() + ", overhead taken off"));
            }
        }
        CostFit prefilling = ceilings.prefillingAttention();
        CostFit decoding = ceilings.decodingAttention();
        line("  attention:");
        line("    1: " + rate(decoding.rate(), Dimension.OPERATIONS_PER_SECOND, "GroupQueryAttention decoding, scores and weighted sums"));
        line("    256: " + rate(prefilling.rate(), Dimension.OPERATIONS_PER_SECOND, "GroupQueryAttention prefilling, 128 to 1024 queries"));
        line("  elementwise:");
        line("    bytes: " + rate(other.rate(), Dimension.BYTES_PER_SECOND, "sum, normalisation and logistic function, in and out"));
        line("  launch-overhead:");
        for (ProductFormat format : ProductFormat.values()) {
            line("    " + format.id() + ": " + seconds(ceilings.streaming(format).overhead(), "a product of one row beside its weights"));
        }
        line("    other: " + seconds(other.overhead(), "an element-wise operator beside its bytes"));
    }

    private String notes() {
        return "Measured on " + machine.day() + " by ridgepoint characterize with " + machine.java() + ", ONNX Runtime " + machine.onnxRuntime() + ", "
                + machine.nd4j() + ", " + machine.streams() + ", on " + machine.system()
                + ". Peaks are what large matrix products reach. Bandwidths are of reads.";
    }

    private static String rate(Distribution values, Dimension dimension, String note) {
        return value(values.median(), values, dimension, note);
    }

    private static String seconds(Distribution values, String note) {
        return value(Math.max(LEAST_OVERHEAD, values.median()), values, Dimension.SECONDS, note);
    }

    private static String value(double value, Distribution values, Dimension dimension, String note) {
        return "{value: " + Wording.quantity(value, dimension) + ", source: " + SOURCE + ", confidence: measured, note: "
                + quoted("median; " + Wording.spread(values, dimension) + "; " + note) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").lines().reduce("", (a, b) -> a + b) + '"';
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    /** A name that can be an id and a file: {@code amd-epyc-9755-2-threads}. */
    static String idOf(Machine machine) {
        String words = (machine.processor() + " " + machine.threads() + "t").toLowerCase(Locale.ROOT).replaceAll("\\((r|tm)\\)", " ");
        return "measured-" + words.replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
    }
}
