package dev.ridgepoint.validate;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts what was measured. A row is predicted in its own weights format, with a cache in 16 bits and micro-batches of 512 tokens over all sequences
 * unless its notes say otherwise. A row that the library cannot account for is skipped with a reason, never guessed.
 */
public final class Validator {

    /** What llama.cpp takes unless told otherwise. */
    static final int MICRO_BATCH = 512;
    private static final String CPU = "llama.cpp-cpu";

    private final DeviceNames devices;
    private final ModelNames models;
    private final boolean calibrated;
    private final Map<List<Object>, Predictor> predictors = new HashMap<>();
    private final Map<List<Object>, Roofline> rooflines = new HashMap<>();
    private final Map<List<Object>, Roofline> calibratedRooflines = new HashMap<>();

    /** A validator over a library, that predicts ideal runtimes. */
    public Validator(Library library) {
        this(library, false);
    }

    /**
     * A validator over a library.
     *
     * @param calibrated whether it predicts what the profiles' calibrations say that runtimes reach; roofs stay those of the device
     */
    public Validator(Library library, boolean calibrated) {
        this.devices = new DeviceNames(library);
        this.models = new ModelNames(library);
        this.calibrated = calibrated;
    }

    /**
     * Predicts with a profile in place of the library's: the device of its own id, the one that it extends, and rows that name none.
     *
     * @return the profile's id
     * @throws InvalidInputException if it is not valid
     */
    public String replaceProfile(Path profile) {
        return devices.replace(profile).id();
    }

    /** Compares rows, in their order. */
    public Validation validate(ResultRows results) {
        List<ValidatedRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>(results.skipped());
        for (MeasuredRow row : results.rows()) {
            try {
                rows.add(predict(row));
            } catch (UnmappedNameException | InvalidInputException e) {
                skipped.add(new SkippedRow(row.place() + ": " + row.words(), e.getMessage()));
            }
        }
        return new Validation(rows, skipped);
    }

    private ValidatedRow predict(MeasuredRow row) {
        Hardware hardware = devices.find(row.hardware());
        Architecture model = models.find(row);
        checkWholeModelOnDevice(row, model);
        Predictor predictor = predictor(withLayers(row, model), row);
        Phase ideal = phase(row, predictor, rooflines.computeIfAbsent(
                List.of(hardware.id(), predictor), k -> Roofline.of(hardware, predictor.workload().numerics())));
        Phase reached = !calibrated ? ideal : phase(row, predictor, calibratedRooflines.computeIfAbsent(
                List.of(hardware.id(), predictor), k -> Roofline.calibrated(hardware, predictor.workload().numerics())));
        return new ValidatedRow(row, predictor.workload(), reached, ideal);
    }

    private static Phase phase(MeasuredRow row, Predictor predictor, Roofline roofline) {
        Prediction prediction = predictor.predict(roofline, request(row));
        return (row.phase() == PhaseName.PREFILL ? prediction.prefill() : prediction.decode())
                .orElseThrow(() -> new UnmappedNameException("an encoder generates nothing"));
    }

    private Predictor predictor(Architecture model, MeasuredRow row) {
        Numerics numerics = Numerics.of(FormatNames.find(row)).withCache(cache(row));
        String written = row.note(MeasuredRow.ACTIVATIONS).orElse("");
        Numerics all = written.isEmpty() ? numerics : numerics.withActivations(NumberFormat.fromId(written)
                .orElseThrow(() -> new UnmappedNameException("activations in '" + written + "' are not modelled")));
        return predictors.computeIfAbsent(List.of(model.id(), model.layers(), all), k -> new Predictor(Workload.of(model, all)));
    }

    private static Architecture withLayers(MeasuredRow row, Architecture model) {
        int layers = row.note(MeasuredRow.LAYERS).filter(text -> text.matches("[1-9]\\d{0,3}")).map(Integer::parseInt).orElse(model.layers());
        return layers == model.layers() ? model : model.withLayers(layers);
    }

    private static BlockFormat cache(MeasuredRow row) {
        String id = row.note(MeasuredRow.CACHE).orElse(BlockFormat.F16.id());
        return CacheFormats.named(id).orElseThrow(() -> new UnmappedNameException("cache format '" + id + "' is not modelled"));
    }

    /** A prediction is of one device, and a model that is split between two runs at the speed of neither. */
    private static void checkWholeModelOnDevice(MeasuredRow row, Architecture model) {
        int layers = row.note(MeasuredRow.DEVICE_LAYERS).filter(text -> text.matches("\\d{1,9}")).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        if (layers < model.layers() && !row.runtime().equals(CPU)) {
            throw new UnmappedNameException("only " + layers + " of " + model.layers() + " layers ran on the device (ngl)");
        }
    }

    private static Request request(MeasuredRow row) {
        int micro = row.note(MeasuredRow.MICRO_BATCH).filter(text -> text.matches("[1-9]\\d{0,8}")).map(Integer::parseInt).orElse(MICRO_BATCH);
        // A runtime counts the tokens of all sequences, a request those of each.
        int each = Math.max(1, micro / row.batch());
        return row.phase() == PhaseName.PREFILL
                ? new Request(row.promptTokens(), 0, row.depthTokens(), row.batch(), each)
                : new Request(0, row.generatedTokens(), row.depthTokens() + row.promptTokens(), row.batch(), each);
    }
}
