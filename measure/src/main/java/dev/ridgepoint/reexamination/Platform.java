package dev.ridgepoint.reexamination;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.CsvRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A platform of RooflineBench's Table 1, in bytes and FLOPs a second.
 *
 * @param name              as the table has it
 * @param profile           id of the profile that draws its theoretical roofline
 * @param bandwidth         of the data sheet
 * @param measuredBandwidth of {@code c = a + b}, two of whose three streams its authors count
 * @param fp32              peak of the data sheet
 * @param measuredFp32      of large matrix multiplications
 * @param measuredFp16      of the same in FP16
 * @param publishedRidge    the theoretical ridge point as printed, FLOP/byte
 * @param publishedReal     the "real" ridge point as printed, if it is
 * @param drawnBandwidth    the measured bandwidth as the scripts draw it
 * @param drawnFp32         the measured peak as the scripts draw it
 */
public record Platform(
        String name, String profile, double bandwidth, double measuredBandwidth, double fp32, double measuredFp32, double measuredFp16,
        double publishedRidge, OptionalDouble publishedReal, double drawnBandwidth, double drawnFp32) {

    private static final List<String> HEADER = List.of("platform", "profile", "bandwidth_gb_per_s", "measured_bandwidth_gb_per_s", "fp32_tflop_per_s",
            "measured_fp32_tflop_per_s", "measured_fp16_tflop_per_s", "ridge", "real_ridge", "drawn_bandwidth_gb_per_s", "drawn_fp32_tflop_per_s");
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final double STREAMS_COUNTED = 2;
    private static final double STREAMS_MOVED = 3;

    /**
     * The platforms of a table.
     *
     * @throws InvalidInputException if it is not such a table; the message names file, line and field
     */
    public static List<Platform> read(Path file) {
        List<CsvRecords.Line> lines = CsvRecords.lines(file);
        if (!lines.get(0).cells().equals(HEADER)) {
            throw new InvalidInputException(file.toString(), 1, "", "the columns are to be " + String.join(",", HEADER));
        }
        List<Platform> platforms = new ArrayList<>();
        for (CsvRecords.Line line : lines.subList(1, lines.size())) {
            Cells cells = new Cells(file, line);
            platforms.add(new Platform(line.cells().get(0).strip(), line.cells().get(1).strip(), cells.number(2) * GIGA, cells.number(3) * GIGA,
                    cells.number(4) * TERA, cells.number(5) * TERA, cells.number(6) * TERA, cells.number(7),
                    line.cells().get(8).isBlank() ? OptionalDouble.empty() : OptionalDouble.of(cells.number(8)),
                    cells.number(9) * GIGA, cells.number(10) * TERA));
        }
        return platforms;
    }

    private record Cells(Path file, CsvRecords.Line line) {

        double number(int column) {
            String text = line.cells().get(column).strip();
            try {
                double value = Double.parseDouble(text);
                if (value > 0 && Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below, as a number out of range is.
            }
            throw new InvalidInputException(file.toString(), line.number(), HEADER.get(column), "'" + text + "' is not a number above 0");
        }
    }

    /** Ridge point of the data sheet, FLOP/byte: of FP32 arithmetic, which the paper draws runs in FP16 under too. */
    public double theoreticalRidge() {
        return fp32 / bandwidth;
    }

    /** Ridge point of the measured roofs, FLOP/byte. */
    public double measuredRidge() {
        return measuredFp32 / measuredBandwidth;
    }

    /** Ridge point of the measured roofs as the scripts draw them, which is the one that is printed. */
    public double drawnRidge() {
        return drawnFp32 / drawnBandwidth;
    }

    /** The measured bandwidth with all streams counted: {@code c = a + b} reads two and writes a third. Where stores fetch their line first, a fourth moves. */
    public double correctedBandwidth() {
        return measuredBandwidth * STREAMS_MOVED / STREAMS_COUNTED;
    }

    /** That, as a share of the data sheet's. */
    public double correctedShare() {
        return correctedBandwidth() / bandwidth;
    }

    /** Ridge point of the measured peak over the corrected bandwidth, FLOP/byte. */
    public double correctedRidge() {
        return measuredFp32 / correctedBandwidth();
    }
}
