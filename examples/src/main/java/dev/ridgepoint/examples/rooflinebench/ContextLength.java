package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Insight 1. What a longer prompt, a longer generation, a narrower format and fewer layers each do to intensity, and where the scenarios stand by the ridge.
 *
 * @param factors  what each change does, in FP16 at full depth from SISO; on the first device, since intensity is nearly the same on all
 * @param spread   of the intensity of one request over devices, at most: greatest over least
 * @param standing of the scenarios by the ridge, a device each
 * @param mixed    intensity of LISO over that of LILO: the same prompt with another generation
 */
record ContextLength(List<Factor> factors, double spread, List<Standing> standing, double mixed) implements Insight {

    private static final double SAME = 1.005;
    private static final String REQUEST = "request_oi_flop_per_byte";
    private static final String DECODE = "decode_oi_flop_per_byte";
    private static final String RATE = "decode_rate_tokens_per_s";

    /**
     * One change.
     *
     * @param change  what is changed
     * @param context whether it is the context's length
     * @param request factor of the intensity of the request
     * @param decode  factor of the intensity of decode
     * @param rate    factor of the rate of decode
     */
    record Factor(String change, boolean context, double request, double decode, double rate) {

        /** How far from no change at all, whichever way. */
        private static double size(double factor) {
            return Math.max(factor, 1 / factor);
        }
    }

    /**
     * A device in FP16.
     *
     * @param device name
     * @param ridge  FLOP/byte
     * @param liso   intensity of the request over the ridge
     * @param silo   the same
     */
    record Standing(String device, double ridge, double liso, double silo) { }

    static ContextLength of(StudyPoints depth) {
        StudyPoints full = depth.where("layers", 28);
        List<String> devices = full.levels("device");
        StudyPoints first = depth.where("device", devices.get(0));
        List<Factor> factors = List.of(
                factor("prompt, 128 to 4096 tokens", true, first, at("LISO", "f16", 28)),
                factor("generation, 128 to 4096 tokens", true, first, at("SILO", "f16", 28)),
                factor("weights, F16 to Q4_K_M", false, first, at("SISO", "q4_k_m", 28)),
                factor("layers, 28 to 2", false, first, at("SISO", "f16", 2)));
        double spread = full.levels("scenario").stream().flatMap(scenario -> full.levels("format").stream()
                .map(format -> full.where(Map.of("scenario", scenario, "format", format)).range(REQUEST).factor())).max(Double::compare).orElseThrow();
        List<Standing> standing = devices.stream().map(device -> {
            StudyPoint liso = full.one(Map.of("device", device, "scenario", "LISO", "format", "f16"));
            StudyPoint silo = full.one(Map.of("device", device, "scenario", "SILO", "format", "f16"));
            double ridge = liso.number("ridge_oi_flop_per_byte");
            return new Standing(device, ridge, liso.number(REQUEST) / ridge, silo.number(REQUEST) / ridge);
        }).toList();
        double mixed = first.one(at("LISO", "f16", 28)).number(REQUEST) / first.one(at("LILO", "f16", 28)).number(REQUEST);
        return new ContextLength(factors, spread, standing, mixed);
    }

    private static Map<String, Object> at(String scenario, String format, int layers) {
        return Map.of("scenario", scenario, "format", format, "layers", layers);
    }

    private static Factor factor(String change, boolean context, StudyPoints points, Map<String, Object> to) {
        StudyPoint base = points.one(at("SISO", "f16", 28));
        StudyPoint changed = points.one(to);
        return new Factor(change, context, changed.number(REQUEST) / base.number(REQUEST), changed.number(DECODE) / base.number(DECODE),
                changed.number(RATE) / base.number(RATE));
    }

    private boolean primaryOfRequest() {
        return strongest(true, false) >= strongest(false, false);
    }

    private boolean primaryOfDecode() {
        return strongest(true, true) >= strongest(false, true);
    }

    private double strongest(boolean context, boolean decode) {
        return factors.stream().filter(f -> f.context() == context).mapToDouble(f -> Factor.size(decode ? f.decode() : f.request())).max().orElseThrow();
    }

    private List<String> reached() {
        return standing.stream().filter(s -> s.liso() >= 1).map(Standing::device).toList();
    }

    private List<String> starved() {
        return standing.stream().filter(s -> s.silo() <= 0.5).map(Standing::device).toList();
    }

    @Override
    public String title() {
        return "The length of the context";
    }

    @Override
    public String claim() {
        return "Context length is the primary factor of intensity and performance; LISO approaches compute-bound, SILO is severely memory-bound.";
    }

    @Override
    public Verdict verdict() {
        return Verdict.of(primaryOfRequest(), primaryOfDecode(), reached().size() == standing.size(), starved().size() == standing.size());
    }

    @Override
    public String where() {
        List<String> all = standing.stream().map(Standing::device).toList();
        return "SILO is below half the ridge on " + Phrase.devices(starved(), all) + ", LISO reaches the ridge on " + Phrase.devices(reached(), all);
    }

    @Override
    public String because() {
        String decode = primaryOfDecode() ? "the context is what moves decode most" : "in decode the weights' format moves intensity by "
                + Phrase.number(strongest(false, true)) + ", the context by " + Phrase.number(strongest(true, true));
        return Phrase.capital(primaryOfRequest() ? "over a whole request the context moves intensity most (by " + Phrase.number(strongest(true, false)) + "); "
                : "even over a whole request the context is not what moves intensity most; ") + decode + ".";
    }

    @Override
    public List<String> paragraphs() {
        List<String> text = new ArrayList<>();
        Factor prompt = factors.get(0);
        Factor format = factors.get(2);
        text.add("Qwen2.5-1.5B in FP16, from SISO, one thing changed at a time: a prompt of 4096 tokens for one of 128 multiplies the intensity of the whole "
                + "request by " + Phrase.number(prompt.request()) + ", that of decode by " + Phrase.number(prompt.decode()) + " and the rate of decode by "
                + Phrase.number(prompt.rate()) + "; four-bit weights multiply the three by " + Phrase.number(format.request()) + ", "
                + Phrase.number(format.decode()) + " and " + Phrase.number(format.rate()) + ". Intensity is the model's and the request's, not the device's: "
                + "" + (spread < SAME
                ? "of one request it is the same on all devices." : "over the devices that of one request differs by up to " + Phrase.number(spread)
                + " times."));
        text.add("How much of a context is prompt matters more than how long it is: LISO and LILO have the same prompt, and LISO has "
                + Phrase.number(mixed) + " times the intensity, because prompt tokens share one reading of the weights and generated tokens do not.");
        return text;
    }

    @Override
    public PrintedTable table() {
        List<List<String>> rows = new ArrayList<>();
        factors.forEach(f -> rows.add(List.of(f.change(), Phrase.number(f.request()), Phrase.number(f.decode()), Phrase.number(f.rate()))));
        return new PrintedTable("Factors of one change", List.of("Changed", "Intensity of the request", "Intensity of decode", "Rate of decode"), 1, rows);
    }

    /** Where LISO and SILO stand by each ridge. */
    PrintedTable standings() {
        return new PrintedTable("Scenarios by the ridge, FP16", List.of("Device", "Ridge, FLOP/byte", "LISO over the ridge", "SILO over the ridge"), 1,
                standing.stream().map(s -> List.of(s.device(), Phrase.number(s.ridge()), Phrase.number(s.liso()), Phrase.number(s.silo()))).toList());
    }

    @Override
    public String figure() {
        return "sequence-length/request-intensity";
    }
}
