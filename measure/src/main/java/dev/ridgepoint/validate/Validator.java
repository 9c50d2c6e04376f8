package dev.ridgepoint.validate;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.backend.Month;
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
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Predicts what was measured. A row is predicted in its own weights format, with a cache in 16 bits and micro-batches of 512 tokens over all sequences
 * unless its notes say otherwise. A row that the library cannot account for is skipped with a reason, never guessed.
 */
public final class Validator {

    /** What llama.cpp takes unless told otherwise. */
    static final int MICRO_BATCH = 512;
    private static final String CPU = "llama.cpp-cpu";
    private static final Pattern BUILT = Pattern.compile("\\((20\\d\\d-(?:0[1-9]|1[0-2]))");

    private final DeviceNames devices;
    private final ModelNames models;
    private final RuntimeChoice runtime;
    private final Map<String, Optional<Backend>> backends = new HashMap<>();
    private final Function<String, Optional<Backend>> backendNamed;
    private final List<PublishedSource> sources;
    private final Map<List<Object>, Predictor> predictors = new HashMap<>();
    private final Map<List<Object>, Roofline> rooflines = new HashMap<>();
    private final Map<List<Object>, Roofline> executedRooflines = new HashMap<>();

    /** A validator over a library, that predicts ideal runtimes. */
    public Validator(Library library) {
        this(library, RuntimeChoice.IDEAL);
    }

    /**
     * A validator over a library.
     *
     * @param runtime which runtime it predicts; roofs stay those of the device
     */
    public Validator(Library library, RuntimeChoice runtime) {
        this.devices = new DeviceNames(library);
        this.models = new ModelNames(library);
        this.runtime = runtime;
        this.sources = library.publishedSources().map(PublishedSource::read).orElse(List.of());
        List<String> known = runtime instanceof RuntimeChoice.AsNamed ? library.runtimeCatalog().ids() : List.of();
        this.backendNamed = id -> known.contains(id) ? Optional.of(library.runtime(id)) : Optional.empty();
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

    /**
     * Rows with all that their predictions need.
     *
     * @param rows    the rows, in their order
     * @param skipped those that the library cannot account for, and why
     */
    public record Prepared(List<PreparedRow> rows, List<SkippedRow> skipped) { }

    /** Finds all that predictions need. */
    public Prepared prepare(ResultRows results) {
        List<PreparedRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>(results.skipped());
        for (MeasuredRow row : results.rows()) {
            try {
                rows.add(prepare(row));
            } catch (UnmappedNameException | InvalidInputException e) {
                skipped.add(new SkippedRow(row.place() + ": " + row.words(), e.getMessage()));
            }
        }
        return new Prepared(rows, skipped);
    }

    private PreparedRow prepare(MeasuredRow written) {
        Optional<PublishedSource> source = sources.stream().filter(s -> s.holds(written)).findFirst();
        MeasuredRow row = source.flatMap(PublishedSource::microBatch).filter(micro -> written.note(MeasuredRow.MICRO_BATCH).isEmpty())
                .map(micro -> written.noting(MeasuredRow.MICRO_BATCH, micro)).orElse(written);
        Hardware hardware = devices.find(row.hardware());
        Architecture whole = models.find(row);
        checkWholeModelOnDevice(row, whole);
        Architecture model = withLayers(row, whole);
        Optional<String> name = runtime.nameFor(row, hardware);
        Optional<Backend> backend = runtime instanceof RuntimeChoice.Given given ? Optional.of(given.backend())
                : name.map(Backend::idOf).flatMap(id -> backends.computeIfAbsent(id, backendNamed));
        Predictor ideal = predictor(model, row, AttentionKernel.FUSED);
        Predictor predictor = backend.isEmpty() ? ideal : predictor(model, row, Backend.attention(name.orElseThrow()));
        int micro = row.note(MeasuredRow.MICRO_BATCH).filter(text -> text.matches("[1-9]\\d{0,8}")).map(Integer::parseInt)
                .orElse(backend.map(Backend::microBatch).orElse(MICRO_BATCH));
        return new PreparedRow(row, hardware, ideal, predictor, request(row, micro), backend, circumstances(row, source));
    }

    private static Circumstances circumstances(MeasuredRow row, Optional<PublishedSource> source) {
        Matcher built = BUILT.matcher(row.notes());
        Optional<Month> month = built.find() ? Optional.of(Month.parse(built.group(1))) : source.flatMap(PublishedSource::built);
        return new Circumstances(row.note(MeasuredRow.VARIANT).orElse(""), month,
                row.note(MeasuredRow.THREADS).filter(text -> text.matches("[1-9]\\d{0,3}")).map(Integer::parseInt));
    }

    private ValidatedRow predict(MeasuredRow row) {
        PreparedRow prepared = prepare(row);
        Hardware hardware = prepared.hardware();
        Predictor predictor = prepared.predictor();
        Phase ideal = phase(prepared, prepared.ideal(), rooflines.computeIfAbsent(
                List.of(hardware.id(), prepared.ideal()), k -> Roofline.of(hardware, prepared.ideal().workload().numerics())));
        Phase reached = ideal;
        if (runtime == RuntimeChoice.CALIBRATED) {
            reached = phase(prepared, predictor, executedRooflines.computeIfAbsent(
                    List.of(hardware.id(), predictor), k -> Roofline.calibrated(hardware, predictor.workload().numerics())));
        } else if (prepared.backend().isPresent()) {
            Backend backend = prepared.backend().get();
            reached = phase(prepared, predictor, executedRooflines.computeIfAbsent(
                    List.of(hardware.id(), predictor, backend.id(), prepared.circumstances()), k -> prepared.under(backend)));
        }
        return new ValidatedRow(prepared.measured(), predictor.workload(), reached, ideal);
    }

    private static Phase phase(PreparedRow row, Predictor predictor, Roofline roofline) {
        Prediction prediction = predictor.predict(roofline, row.request());
        return (row.measured().phase() == PhaseName.PREFILL ? prediction.prefill() : prediction.decode())
                .orElseThrow(() -> new UnmappedNameException("an encoder generates nothing"));
    }

    private Predictor predictor(Architecture model, MeasuredRow row, AttentionKernel attention) {
        Numerics numerics = Numerics.of(FormatNames.find(row)).withCache(cache(row));
        String written = row.note(MeasuredRow.ACTIVATIONS).orElse("");
        Numerics all = written.isEmpty() ? numerics : numerics.withActivations(NumberFormat.fromId(written)
                .orElseThrow(() -> new UnmappedNameException("activations in '" + written + "' are not modelled")));
        return predictors.computeIfAbsent(
                List.of(model.id(), model.layers(), all, attention), k -> new Predictor(Workload.of(model, all, attention)));
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
        if (layers < model.layers() && !Backend.idOf(row.runtime()).equals(CPU)) {
            throw new UnmappedNameException("only " + layers + " of " + model.layers() + " layers ran on the device (ngl)");
        }
    }

    private static Request request(MeasuredRow row, int micro) {
        // A runtime counts the tokens of all sequences, a request those of each.
        int each = Math.max(1, micro / row.batch());
        return row.phase() == PhaseName.PREFILL
                ? new Request(row.promptTokens(), 0, row.depthTokens(), row.batch(), each)
                : new Request(0, row.generatedTokens(), row.depthTokens() + row.promptTokens(), row.batch(), each);
    }
}
