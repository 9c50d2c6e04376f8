package dev.ridgepoint.validate;

import dev.ridgepoint.result.Metric;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Locale;
import java.util.Optional;

/**
 * Something of a benchmark run that the device could not give, whatever ran on it.
 *
 * @param limit     which limit it breaks
 * @param metric    the metric that breaks it; empty where the model by itself does
 * @param needed    what the run would need, in the limit's unit
 * @param available what there is, in the limit's unit
 * @param reason    both in one sentence, with the numbers that they come from
 */
public record Implausible(Limit limit, Optional<Metric> metric, double needed, double available, String reason) {

    /** What a device has no more of. */
    public enum Limit {
        /** Bytes a second from main memory. */
        MEMORY_BANDWIDTH(Dimension.BYTES_PER_SECOND, Dimension.BYTES),
        /** FLOP/s in the fastest arithmetic that the device has. */
        COMPUTE(Dimension.OPERATIONS_PER_SECOND, Dimension.OPERATIONS),
        /** Bytes of main memory. */
        MEMORY_CAPACITY(Dimension.BYTES, Dimension.BYTES);

        private final Dimension dimension;
        private final Dimension work;

        Limit(Dimension dimension, Dimension work) {
            this.dimension = dimension;
            this.work = work;
        }

        /** The name in files: {@code memory-bandwidth}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The name for people: {@code memory bandwidth}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** A value of it: {@code 76.8 GB/s}. */
        public String written(double value) {
            return Quantity.format(value, dimension);
        }

        /** Of a rate, the work that it is of: {@code 6.7 GB}. */
        String writtenWork(double value) {
            return Quantity.format(value, work);
        }
    }

    /** How many times what there is. */
    public double excess() {
        return needed / available;
    }
}
