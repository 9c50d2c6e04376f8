package dev.ridgepoint.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format that a unit computes in or that an activation is held in. Hardware peaks are given by it. */
public enum NumberFormat {
    FP64(8), FP32(4),
    /** Rounded to 19 bits inside the matrix unit, held in 32 everywhere else. */
    TF32(4),
    FP16(2), BF16(2), FP8(1), FP6(0.75), FP4(0.5), INT8(1), INT4(0.5);

    private final double bytes;

    NumberFormat(double bytes) {
        this.bytes = bytes;
    }

    /** Name in files and on the command line: {@code fp16}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes that one element takes in memory, without any scale. */
    public double bytes() {
        return bytes;
    }

    /** The format of that id, in upper or lower case. */
    public static Optional<NumberFormat> fromId(String id) {
        return Arrays.stream(values()).filter(format -> format.name().equalsIgnoreCase(id)).findFirst();
    }
}
