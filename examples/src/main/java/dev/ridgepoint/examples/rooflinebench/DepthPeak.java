package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Insight 2. At how many layers each way to count has its greatest intensity, for every device, format and scenario.
 *
 * @param devices of the study
 * @param curves  one for each of them, each format and each scenario
 */
record DepthPeak(List<String> devices, List<Curve> curves) implements Insight {

    private static final int FROM = 3;
    private static final int TO = 5;

    /**
     * One model cut and extended.
     *
     * @param device    its device
     * @param format    of the weights
     * @param scenario  of four
     * @param decode    layers at which decode is most intense, by first principles
     * @param request   layers at which the request is
     * @param coded     layers at which what the paper's code calls intensity is greatest
     * @param change    intensity of decode at most layers over that at fewest
     * @param rises     whether no layer more lowers the intensity of decode
     * @param predicted where the paper's accounting must have its peak, from its ends alone
     */
    record Curve(String device, String format, String scenario, int decode, int request, int coded, double change, boolean rises, double predicted) { }

    static DepthPeak of(StudyPoints depth) {
        List<Curve> curves = new ArrayList<>();
        for (String device : depth.levels("device")) {
            for (String format : depth.levels("format")) {
                for (String scenario : depth.levels("scenario")) {
                    curves.add(curve(depth.where(Map.of("device", device, "format", format, "scenario", scenario)).all()));
                }
            }
        }
        return new DepthPeak(depth.levels("device"), curves);
    }

    private static Curve curve(List<StudyPoint> points) {
        StudyPoint first = points.get(0);
        StudyPoint last = points.get(points.size() - 1);
        return new Curve(first.device(), first.format(), first.scenario(), peak(points, "decode_oi_flop_per_byte"), peak(points, "request_oi_flop_per_byte"),
                peak(points, "as_coded_oi_per_byte_s"), last.number("decode_oi_flop_per_byte") / first.number("decode_oi_flop_per_byte"),
                rises(points), turn(first, last));
    }

    private static int peak(List<StudyPoint> points, String column) {
        return points.stream().max(Comparator.comparingDouble(point -> point.number(column))).orElseThrow().whole("layers");
    }

    private static boolean rises(List<StudyPoint> points) {
        double[] intensities = points.stream().mapToDouble(point -> point.number("decode_oi_flop_per_byte")).toArray();
        return IntStream.range(1, intensities.length).allMatch(i -> intensities[i] >= intensities[i - 1]);
    }

    /**
     * With L layers the code counts work {@code w L}, memory {@code a + m L} and time {@code b + t L}. Of {@code w L / ((a + m L)(b + t L))} the greatest is at
     * {@code sqrt(a b / (m t))}.
     */
    private static double turn(StudyPoint first, StudyPoint last) {
        return Math.sqrt(constantOverSlope(first, last, "memory_bytes") * constantOverSlope(first, last, "request_time_s"));
    }

    private static double constantOverSlope(StudyPoint first, StudyPoint last, String column) {
        double slope = (last.number(column) - first.number(column)) / (last.number("layers") - first.number("layers"));
        return first.number(column) / slope - first.number("layers");
    }

    private static boolean claimed(int layers) {
        return layers >= FROM && layers <= TO;
    }

    private List<String> holding() {
        return devices.stream().filter(device -> curves.stream().anyMatch(c -> c.device().equals(device) && claimed(c.decode()))).toList();
    }

    private long claimedDecode() {
        return curves.stream().filter(c -> claimed(c.decode())).count();
    }

    private long claimedCoded() {
        return curves.stream().filter(c -> claimed(c.coded())).count();
    }

    private int several(Function<Curve, String> name) {
        return (int) curves.stream().map(name).distinct().count();
    }

    @Override
    public String title() {
        return "Decode at 3 to 5 layers";
    }

    @Override
    public String claim() {
        return "Decode reaches its peak intensity at 3 to 5 layers, beyond which it regresses.";
    }

    @Override
    public Verdict verdict() {
        return claimedDecode() == curves.size() ? Verdict.HOLDS : claimedDecode() == 0 ? Verdict.FAILS : Verdict.PARTLY;
    }

    @Override
    public String where() {
        return "on " + Phrase.devices(holding(), devices);
    }

    @Override
    public String because() {
        return claimedCoded() > claimedDecode()
                ? "The peak is that of a size times a time: in the published accounting " + claimedCoded() + " of " + curves.size()
                        + " curves peak there, by first principles " + claimedDecode() + "."
                : "By first principles " + claimedDecode() + " of " + curves.size() + " curves peak there, in the published accounting " + claimedCoded() + ".";
    }

    @Override
    public List<String> paragraphs() {
        Range decode = Range.of(curves.stream().mapToDouble(Curve::decode));
        Range change = Range.of(curves.stream().mapToDouble(Curve::change));
        Range coded = Range.of(curves.stream().mapToDouble(Curve::coded));
        Range predicted = Range.of(curves.stream().mapToDouble(Curve::predicted));
        List<String> text = new ArrayList<>();
        String moves = curves.stream().allMatch(Curve::rises) ? "it rises with every layer, " : "from end to end it moves ";
        text.add("Over " + Phrase.count(devices.size()) + " devices, " + Phrase.count(several(Curve::format)) + " formats and "
                + Phrase.count(several(Curve::scenario)) + " scenarios, the intensity of decode is greatest at "
                + decode.words() + " layers: " + moves + "by a factor of " + change.words() + " from 2 to 64 layers. A layer adds FLOPs and bytes in "
                + "one proportion, and the more there are, the nearer intensity comes to it. That of the output projection, which is there once, is lower: in "
                + "Q4_K_M it has more bits a weight, and it has no cache, whose bytes several heads share.");
        text.add("In the published accounting the peak is at " + coded.words() + " layers, and cannot be far from there: with L layers, work is w L, "
                + "memory a + m L and time b + t L, and w L / ((a + m L)(b + t L)) is greatest at sqrt(a b / (m t)), which the ends of the curves put at "
                + predicted.words() + " layers. It is about the depth at which the layers cost what the vocabulary costs, and the quantity that peaks there is no intensity.");
        return text;
    }

    @Override
    public PrintedTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (String device : devices) {
            List<Curve> of = curves.stream().filter(c -> c.device().equals(device)).toList();
            rows.add(List.of(device, Range.of(of.stream().mapToDouble(Curve::decode)).words(), Range.of(of.stream().mapToDouble(Curve::request)).words(),
                    Range.of(of.stream().mapToDouble(Curve::coded)).words(), Range.of(of.stream().mapToDouble(Curve::predicted)).words(),
                    Range.of(of.stream().mapToDouble(Curve::change)).words()));
        }
        return new PrintedTable("Layers at the greatest intensity, of three formats and four scenarios", List.of("Device", "Decode", "Request", "As published",
                "As published, from its ends", "Decode at 64 layers over 2"), 1, rows);
    }

    @Override
    public String figure() {
        return "depth/decode-intensity";
    }
}
