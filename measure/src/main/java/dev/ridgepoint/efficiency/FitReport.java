package dev.ridgepoint.efficiency;

import dev.ridgepoint.efficiency.HeldOutError.Half;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of what was fitted to devices, and of how far it is off on the models that it was not fitted to. */
public final class FitReport {

    private final List<DeviceFit> fits;

    /** Of these devices. */
    public FitReport(List<DeviceFit> fits) {
        this.fits = List.copyOf(fits);
    }

    /** Errors of both halves, and of every cell when it was predicted from the other half. */
    public List<HeldOutError> errors() {
        List<HeldOutError> errors = new ArrayList<>();
        for (DeviceFit fit : fits) {
            errors(fit.hardware(), HeldOutError.EFFICIENCY, fit.efficiencies(), List.of(PhaseName.values()), errors);
            fit.decodeCosts().ifPresent(costs -> errors(fit.hardware(), HeldOutError.COSTS, costs, List.of(PhaseName.DECODE), errors));
        }
        return errors;
    }

    private static void errors(String hardware, String what, CrossFit<?> fit, List<PhaseName> phases, List<HeldOutError> errors) {
        List<FittedCell> seen = Stream.concat(fit.first().fitted().stream(), fit.second().fitted().stream()).toList();
        List<String> all = Stream.concat(fit.first().testedModels().stream(), fit.second().testedModels().stream()).sorted().toList();
        for (PhaseName phase : phases) {
            List<HeldOutError> ofPhase = new ArrayList<>();
            ofPhase.add(error(hardware, what, Half.SECOND, phase, fit.first()));
            ofPhase.add(error(hardware, what, Half.FIRST, phase, fit.second()));
            ofPhase.add(new HeldOutError(hardware, what, Half.BOTH, all, FitError.of(phase, seen), FitError.of(phase, fit.tested())));
            ofPhase.stream().filter(error -> error.tested().cells() > 0).forEach(errors::add);
        }
    }

    private static HeldOutError error(String hardware, String what, Half half, PhaseName phase, HeldOut<?> fit) {
        return new HeldOutError(hardware, what, half, fit.testedModels(), FitError.of(phase, fit.fitted()), FitError.of(phase, fit.tested()));
    }

    /** The same, to be read. */
    public PrintedTable errorTable() {
        List<List<String>> rows = errors().stream().map(e -> List.of(e.hardware(), word(e.phase()), e.rates(), e.testedWords(),
                Integer.toString(e.tested().cells()), percent(e.fitted().median()), percent(e.tested().median()), percent(e.tested().mean()),
                percent(e.tested().worst()), signed(e.tested().bias()))).toList();
        return new PrintedTable("Errors on models that were not fitted", List.of("Device", "Phase", "Fitted", "Tested on", "Cells", "Fitted half, median",
                "Tested half, median", "mean", "worst", "bias"), 4, rows);
    }

    /** The efficiencies and times. */
    public PrintedTable fitted() {
        List<List<String>> rows = new ArrayList<>();
        for (DeviceFit fit : fits) {
            for (HeldOut<Efficiencies> half : List.of(fit.efficiencies().first(), fit.efficiencies().second())) {
                String on = String.join(", ", half.fittedModels());
                for (Efficiency e : half.rates().all()) {
                    rows.add(List.of(fit.hardware(), word(e.scope().phase()), HeldOutError.EFFICIENCY, on, "efficiency in " + e.scope().weights(),
                            Quantity.significant(e.value())));
                }
            }
            fit.decodeCosts().ifPresent(costs -> {
                costs(fit.hardware(), costs.first(), rows);
                costs(fit.hardware(), costs.second(), rows);
            });
        }
        return new PrintedTable("What was fitted", List.of("Device", "Phase", "Fitted", "Fitted on", "What", "Value"), 5, rows);
    }

    private static void costs(String hardware, HeldOut<DecodeCosts> half, List<List<String>> rows) {
        String on = String.join(", ", half.fittedModels());
        half.rates().efficiencies().forEach((weights, e) ->
                rows.add(List.of(hardware, "decode", HeldOutError.COSTS, on, "efficiency in " + weights, Quantity.significant(e))));
        String launch = Quantity.format(half.rates().launchSeconds(), Dimension.SECONDS);
        String score = Quantity.format(half.rates().scoreSeconds(), Dimension.SECONDS);
        rows.add(List.of(hardware, "decode", HeldOutError.COSTS, on, "to launch an operator", launch));
        rows.add(List.of(hardware, "decode", HeldOutError.COSTS, on, "of a head's score of a token", score));
    }

    /** How far decode is off by model and length of the generation: where one efficiency is too few. */
    public PrintedTable decodeBias() {
        List<List<String>> rows = new ArrayList<>();
        TreeSet<Integer> lengths = fits.stream().flatMap(fit -> decode(fit.efficiencies())).map(cell -> cell.row().measured().generatedTokens())
                .collect(Collectors.toCollection(TreeSet::new));
        for (DeviceFit fit : fits) {
            for (String model : new TreeSet<>(decode(fit.efficiencies()).map(cell -> cell.row().model()).toList())) {
                rows.add(bias(fit.hardware(), model, HeldOutError.EFFICIENCY, fit.efficiencies(), lengths));
                fit.decodeCosts().ifPresent(costs -> rows.add(bias(fit.hardware(), model, HeldOutError.COSTS, costs, lengths)));
            }
        }
        List<String> heads = new ArrayList<>(List.of("Device", "Model", "Fitted"));
        lengths.forEach(length -> heads.add(length + " tokens"));
        return new PrintedTable("Bias of decode on models that were not fitted, by tokens generated", heads, 3, rows);
    }

    private static Stream<FittedCell> decode(CrossFit<?> fit) {
        return fit.tested().stream().filter(cell -> cell.row().measured().phase() == PhaseName.DECODE);
    }

    private static List<String> bias(String hardware, String model, String what, CrossFit<?> fit, TreeSet<Integer> lengths) {
        List<String> row = new ArrayList<>(List.of(hardware, model, what));
        for (int length : lengths) {
            FitError error = FitError.of(PhaseName.DECODE, decode(fit)
                    .filter(cell -> cell.row().model().equals(model) && cell.row().measured().generatedTokens() == length).toList());
            row.add(error.cells() == 0 ? "-" : signed(error.bias()));
        }
        return row;
    }

    /** All of it. */
    public List<PrintedTable> tables() {
        return List.of(errorTable(), fitted(), decodeBias());
    }

    static String word(PhaseName phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    static String signed(double fraction) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * fraction);
    }
}
