package dev.ridgepoint.sweepfile;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.study.Device;
import dev.ridgepoint.study.Fingerprint;
import dev.ridgepoint.study.Load;
import dev.ridgepoint.study.Model;
import dev.ridgepoint.study.SubjectReader;
import dev.ridgepoint.sweep.Constraint;
import dev.ridgepoint.sweep.Design;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a sweep; the keys are described in {@code docs/sweeps.md}. */
public final class SweepFileReader {

    /** A month of two million a second. */
    private static final long MOST_POINTS = 5_000_000_000_000L;

    private SweepFileReader() { }

    /**
     * Reads a sweep and every profile and descriptor that it names. A path in it is seen from its folder.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if it is not a valid sweep; the message names file, line and field
     */
    public static SweepFile read(Library library, Path file) {
        YamlMapping top = YamlFile.read(file);
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(top);
        SubjectReader subjects = new SubjectReader(library, file, fingerprint);
        List<Device> devices = subjects.devices(top);
        List<Model> models = subjects.models(top);
        List<WeightsFormat> formats = SubjectReader.formats(top);
        List<Optional<BlockFormat>> caches = SubjectReader.caches(top);
        List<Load> loads = SubjectReader.loads(top);
        Running running = new RunningReader(subjects, devices).read(top);
        DesignReader designs = new DesignReader(devices, models, loads);
        List<Field> fields = designs.fields(top);
        Design design = designs.design(top, fields);
        PointColumns columns = PointColumns.of(devices, models, formats, caches, loads, running, fields);
        List<Constraint> where = new ConstraintReader(columns).read(top);
        KeepReader keep = new KeepReader(columns, top);
        String name = file.getFileName().toString();
        SweepFile sweep = new SweepFile(name, top.text("title", name), devices, models, formats, caches, loads, running,
                top.choice("mla", LatentExecution.CHEAPER), fields, design, where, keep.columns(), keep.keep(), fingerprint.hex());
        top.rejectUnknownKeys();
        if (design.points() > MOST_POINTS / sweep.combinations()) {
            throw top.place().mistake("these are more than " + MOST_POINTS + " points");
        }
        return sweep;
    }
}
