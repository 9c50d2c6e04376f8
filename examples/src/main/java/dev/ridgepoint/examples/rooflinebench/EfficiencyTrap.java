package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Insight 5. How differently devices are used by one model, on the paper's five devices under the roofs that it draws, and on twenty.
 *
 * @param five      the paper's devices
 * @param one       twenty devices, one sequence
 * @param many      twenty devices, many sequences
 * @param sequences how many these are
 */
record EfficiencyTrap(Use five, Use one, Use many, int sequences) implements Insight {

    /** Uses that differ by less are uniform. */
    private static final double UNIFORM = 2;

    /**
     * What models use of devices in decode.
     *
     * @param devices names
     * @param ridges  their ridge points, FLOP/byte
     * @param models  what each of them uses
     * @param bound   points that are bound by memory
     * @param points  all points
     * @param mbu     of the points
     * @param held    devices that leave bandwidth unused with some model
     */
    record Use(List<String> devices, Range ridges, List<Model> models, long bound, long points, Range mbu, List<String> held) {

        /** Below this share of its bandwidth, something other than memory takes a memory-bound step's time. */
        private static final double STREAMS = 0.97;

        static Use of(StudyPoints points) {
            return new Use(points.levels("device"), points.range("ridge_oi_flop_per_byte"), points.levels("model").stream()
                    .map(model -> new Model(model, points.where("model", model).range("decode_mfu"))).toList(),
                    points.stream().filter(StudyPoint::memoryBound).count(), points.all().size(), points.range("decode_mbu"),
                    points.levels("device").stream().filter(device -> points.where("device", device).where(StudyPoint::memoryBound).stream()
                            .anyMatch(point -> point.number("decode_mbu") < STREAMS)).toList());
        }

        Model mostUniform() {
            return models.stream().min(Comparator.comparingDouble(model -> model.mfu().factor())).orElseThrow();
        }

        Range factors() {
            return Range.of(models.stream().mapToDouble(model -> model.mfu().factor()));
        }

        long uniform() {
            return models.stream().filter(model -> model.mfu().factor() <= UNIFORM).count();
        }

        boolean trapped() {
            return uniform() == 0;
        }
    }

    /**
     * A model over devices.
     *
     * @param name its name
     * @param mfu  from the least used device to the most
     */
    record Model(String name, Range mfu) { }

    static EfficiencyTrap of(StudyPoints devices, StudyPoints trap) {
        List<String> batches = trap.levels("batch");
        StudyPoints sheet = devices.where("format", "f16").where("scenario", "SISO").where(point -> !point.device().endsWith("measured"));
        String last = batches.get(batches.size() - 1);
        return new EfficiencyTrap(Use.of(sheet), Use.of(trap.where("batch", batches.get(0))), Use.of(trap.where("batch", last)), Integer.parseInt(last));
    }

    @Override
    public String title() {
        return "The efficiency trap";
    }

    @Override
    public String claim() {
        return "Ridge points differ across devices, so that no single model is uniformly utilised.";
    }

    @Override
    public Verdict verdict() {
        return Verdict.of(five.trapped(), one.trapped(), many.trapped());
    }

    @Override
    public String where() {
        return none(one.uniform()) + " of " + one.models().size() + " models is used alike (MFU within a factor of " + Phrase.number(UNIFORM) + ") across "
                + one.devices().size() + " devices, and " + none(five.uniform()) + " of " + five.models().size() + " across the paper's "
                + Phrase.count(five.devices().size());
    }

    private static String none(long count) {
        return count == 0 ? "none" : Long.toString(count);
    }

    @Override
    public String because() {
        return "Decode MFU of one model differs by " + five.factors().words() + " times over the paper's devices, whose ridges differ by "
                + Phrase.number(five.ridges().factor()) + ", and by " + one.factors().words() + " times over " + one.devices().size() + ".";
    }

    @Override
    public List<String> paragraphs() {
        List<String> text = new ArrayList<>();
        text.add("On the paper's devices, under the roofs that it draws, ridges go from " + five.ridges().words() + " FLOP/byte, by a factor of "
                + Phrase.number(five.ridges().factor()) + ", and the decode MFU of one model differs by " + five.factors().words() + ": " + (explained()
                ? "the same factor, for where all decode is bound by memory, MFU is intensity over the ridge, and intensity is the model's. The trap is "
                + "the ridge's own spread and says nothing of models." : "not the same factor, so that models differ in it.")
                + " Of its bandwidth each of them can use " + five.mbu().percent() + ".");
        text.add("On " + one.devices().size() + " devices " + one.bound() + " of " + one.points() + " points stand left of the ridge with one sequence; "
                + "with " + sequences
                + " sequences, " + many.bound() + ". Their ridges differ by " + Phrase.number(one.ridges().factor()) + " times, the decode MFU of one model by "
                + one.factors().words() + " times" + (one.held().isEmpty() ? ". " : ": more than the ridges, since " + Phrase.list(one.held().stream()
                .map(device -> "the " + device).toList()) + " have profiles that charge the launch of each operator, which small models feel most. ")
                + "With " + sequences + " sequences it differs by " + many.factors().words() + " times, least for " + many.mostUniform().name() + " (from "
                + many.mostUniform().mfu().percent() + " of the peak)." + (many.factors().greatest() < one.factors().greatest()
                ? " Batching softens the trap" + (many.trapped() ? " and does not remove it." : ".") : ""));
        return text;
    }

    private boolean explained() {
        return five.bound() == five.points() && Math.abs(five.factors().greatest() / five.ridges().factor() - 1) < 0.1;
    }

    @Override
    public PrintedTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < one.models().size(); i++) {
            Model single = one.models().get(i);
            Model batched = many.models().get(i);
            rows.add(List.of(single.name(), single.mfu().percent(), Phrase.number(single.mfu().factor()), batched.mfu().percent(),
                    Phrase.number(batched.mfu().factor())));
        }
        return new PrintedTable("Decode MFU over " + one.devices().size() + " devices, Q4_K_M", List.of("Model", "One sequence", "Factor",
                sequences + " sequences", "Factor"), 1, rows);
    }

    @Override
    public String figure() {
        return "trap/one";
    }
}
