package dev.ridgepoint.study;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.LatentExecution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a study; the keys are described in {@code docs/studies.md}. */
public final class StudyReader {

    private static final int MOST_POINTS = 100_000;

    private final Library library;
    private final Path file;
    private final Fingerprint fingerprint = new Fingerprint();

    private StudyReader(Library library, Path file) {
        this.library = library;
        this.file = file;
    }

    /**
     * Reads a study and every profile and descriptor that it names. A path in it is seen from its folder.
     *
     * @throws InvalidInputException if it is not a valid study; the message names file, line and field
     */
    public static Study read(Library library, Path file) {
        return new StudyReader(library, file).read();
    }

    private Study read() {
        YamlMapping top = YamlFile.read(file);
        fingerprint.add(top);
        SubjectReader subjects = new SubjectReader(library, file, fingerprint);
        List<Device> devices = subjects.devices(top);
        List<Model> models = subjects.models(top);
        List<WeightsFormat> formats = SubjectReader.formats(top);
        List<Optional<BlockFormat>> caches = SubjectReader.caches(top);
        List<Load> loads = SubjectReader.loads(top);
        LatentExecution latent = top.find("mla").map(node -> choice(node, LatentExecution.class)).orElse(LatentExecution.CHEAPER);
        List<Sweep> sweeps = new SweepReader(devices, models, loads).read(top);
        List<Accounting> accountings = top.find("accounting").isEmpty() ? List.of(Accounting.FIRST_PRINCIPLES)
                : SubjectReader.named(top, "accounting", node -> choice(node, Accounting.class), Accounting::name);
        if (!accountings.contains(Accounting.FIRST_PRINCIPLES)) {
            throw top.get("accounting").place().mistake("the others are laid beside first-principles; name it too");
        }
        List<Column> columns = new ArrayList<>(Columns.identity(sweeps));
        accountings.forEach(accounting -> columns.addAll(accounting.columns()));
        FigureReader views = new FigureReader(Study.factors(devices, models, formats, caches, loads, sweeps), columns);
        Study study = new Study(file.getFileName().toString(), top.text("title"), top.text("question", ""), devices, models, formats, caches, loads, latent,
                sweeps, accountings, views.figures(top), views.tables(top), fingerprint.hex());
        top.rejectUnknownKeys();
        if (study.size() > MOST_POINTS) {
            throw top.place().mistake("this is " + study.size() + " points; a study has at most " + MOST_POINTS);
        }
        return study;
    }

    /** A change may break what another line says, as heads that no longer suit their kind: the change is where to look. */
    static InvalidInputException afterChange(YamlNode changed, InvalidInputException mistake) {
        boolean toldThere = mistake.getMessage().startsWith(changed.place().file() + ":");
        return toldThere ? mistake : changed.place().mistake("changed so, " + mistake.getMessage());
    }

    static <E extends Enum<E>> E choice(YamlNode node, Class<E> type) {
        YamlScalar scalar = YamlMapping.scalar(node);
        Map<String, E> known = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            known.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        if (!known.containsKey(scalar.text())) {
            throw unknown(scalar, "choice", known.keySet());
        }
        return known.get(scalar.text());
    }

    /** A name that is not known: the nearest that is, or all of them. */
    public static InvalidInputException unknown(YamlScalar written, String noun, Collection<String> known) {
        String hint = Nearest.hint(written.text(), known);
        return written.place().mistake("no " + noun + " '" + written.text() + "'" + (hint.isEmpty() ? "; there are " + String.join(", ", known) : hint));
    }
}
