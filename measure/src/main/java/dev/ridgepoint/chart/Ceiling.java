package dev.ridgepoint.chart;

/** A limit of a machine, drawn as one straight line of its roofline. */
public sealed interface Ceiling {

    /** What the line says of itself, with its value and unit, such as {@code "DRAM 204.8 GB/s"}. */
    String label();

    /** Whether this ceiling is one of the two that meet at the machine's ridge point. */
    boolean primary();

    /**
     * A peak rate of arithmetic: a horizontal line.
     *
     * @param label           format, unit and value, such as {@code "fp16 matrix 35.6 TFLOP/s"}
     * @param flopsPerSecond  the peak in FLOP/s
     * @param primary         whether it makes the ridge point
     */
    record Compute(String label, double flopsPerSecond, boolean primary) implements Ceiling {
        /** @throws IllegalArgumentException if the label is blank or the rate is not positive and finite */
        public Compute {
            Check.named("a compute ceiling's label", label);
            Check.positive("compute ceiling '" + label + "' (FLOP/s)", flopsPerSecond);
        }
    }

    /**
     * The bandwidth of a level of the memory: a line that rises with the operational intensity.
     *
     * @param label           level and value, such as {@code "DRAM 204.8 GB/s"}
     * @param bytesPerSecond  the bandwidth in byte/s
     * @param primary         whether it makes the ridge point; by custom the farthest level, where the weights lie
     */
    record Memory(String label, double bytesPerSecond, boolean primary) implements Ceiling {
        /** @throws IllegalArgumentException if the label is blank or the bandwidth is not positive and finite */
        public Memory {
            Check.named("a memory ceiling's label", label);
            Check.positive("memory ceiling '" + label + "' (byte/s)", bytesPerSecond);
        }
    }
}
