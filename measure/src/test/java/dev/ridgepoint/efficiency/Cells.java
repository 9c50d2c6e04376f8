package dev.ridgepoint.efficiency;

import dev.ridgepoint.Library;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import dev.ridgepoint.validate.Validator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Cells to fit: those of RooflineBench, and ones whose rates are made up from their roofs. */
public final class Cells {

    /** Where RooflineBench's tables are. */
    public static final Path FOLDER = Path.of(System.getProperty("ridgepoint.home"), "examples", "rooflinebench");
    private static final Validator VALIDATOR = new Validator(Library.find());
    private static final Validation PUBLISHED = VALIDATOR.validate(ResultFormat.read(FOLDER.resolve("published.csv"), GivenNames.NONE));

    private Cells() { }

    /** Tables 3 to 5 of RooflineBench. */
    public static Validation published() {
        return PUBLISHED;
    }

    /** Those of one device. */
    public static List<ValidatedRow> publishedOf(String hardware) {
        return PUBLISHED.rows().stream().filter(row -> row.hardware().id().equals(hardware)).toList();
    }

    /** A cell with another rate. */
    static ValidatedRow measured(ValidatedRow row, double rate) {
        MeasuredRow m = row.measured();
        MeasuredRow changed = new MeasuredRow(m.place(), m.source(), m.hardware(), m.runtime(), m.model(), m.weights(), m.phase(), m.promptTokens(),
                m.generatedTokens(), m.depthTokens(), m.batch(), rate, OptionalDouble.empty(), m.notes());
        return new ValidatedRow(changed, row.workload(), row.prediction(), row.ideal());
    }

    /** Every cell of the M1 Pro with a rate made up from what is predicted of it. */
    static List<ValidatedRow> made(ToDoubleFunction<ValidatedRow> rate) {
        return publishedOf("apple-m1-pro").stream().map(row -> measured(row, rate.applyAsDouble(row))).toList();
    }

    /** Decode of one sequence at the rates given, of one model on one device. */
    static List<ValidatedRow> decode(String hardware, String model, double... shareOfRoof) {
        List<ValidatedRow> cells = new ArrayList<>();
        for (double share : shareOfRoof) {
            MeasuredRow row = new MeasuredRow("here:" + cells.size(), "", hardware, "llama.cpp", model, "q8_0", PhaseName.DECODE, 0, 128, 0, 1, 1,
                    OptionalDouble.empty(), "");
            ValidatedRow cell = VALIDATOR.validate(new ResultRows(List.of(row), List.of())).rows().get(0);
            cells.add(measured(cell, share * cell.roof()));
        }
        return cells;
    }
}
