package dev.ridgepoint.sweepfile;

import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.study.ChosenRuntime;
import dev.ridgepoint.study.Device;
import dev.ridgepoint.study.Load;
import dev.ridgepoint.study.Model;
import dev.ridgepoint.study.StudyReader;
import dev.ridgepoint.study.Sweep.Subject;
import dev.ridgepoint.study.Unit;
import dev.ridgepoint.sweep.Choice;
import dev.ridgepoint.sweep.Metric;
import dev.ridgepoint.sweepfile.PointColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns that a sweep's points may have.
 *
 * @param identity what tells points apart: the number of the point, its device, model, formats and scenario, the runtime and the
 *                 numbers of devices where the file names them, and the swept fields
 * @param metrics  what every point has
 */
record PointColumns(List<PointColumn> identity, List<PointColumn> metrics) {

    private static final String POINT = "point";
    private static final Set<String> FACTORS = Set.of("device", "model", "format", "kv", "scenario", Running.RUNTIME, Running.TENSOR,
            Running.EXPERT);

    static PointColumns of(
            List<Device> devices, List<Model> models, List<WeightsFormat> formats, List<Optional<BlockFormat>> caches, List<Load> loads, Running running,
            List<Field> fields) {
        List<PointColumn> identity = new ArrayList<>();
        identity.add(count(POINT, new Choice(SweepFile.FACTORS + fields.size())));
        identity.add(PointColumn.ofWords("device", devices.stream().map(Device::name).toList(), new Choice(0)));
        identity.add(PointColumn.ofWords("model", models.stream().map(Model::name).toList(), new Choice(1)));
        identity.add(PointColumn.ofWords("format", formats.stream().map(WeightsFormat::id).toList(), new Choice(2)));
        identity.add(PointColumn.ofWords("kv", SweepFile.cacheIds(formats, caches), new Choice(3)));
        identity.add(PointColumn.ofWords("scenario", loads.stream().map(Load::name).toList(), new Choice(4)));
        Stream.of(PointColumn.ofWords(Running.RUNTIME, running.runtimes().stream().map(ChosenRuntime::name).toList(), new Choice(5)),
                count(Running.TENSOR, new Choice(6)), count(Running.EXPERT, new Choice(7)))
                .filter(column -> running.named().contains(column.name())).forEach(identity::add);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            // What a point is asked has a column whether it is swept or not.
            identity.add(field.sweep().of() == Subject.REQUEST ? PointColumn.of(Metric.named(field.sweep().name()).orElseThrow())
                    : swept(field, new Choice(SweepFile.FACTORS + i)));
        }
        return new PointColumns(identity, Stream.of(Metric.values()).map(PointColumn::of).toList());
    }

    private static PointColumn count(String name, Choice value) {
        return new PointColumn(name, name, Kind.COUNT, List.of(), Optional.empty(), value);
    }

    private static PointColumn swept(Field field, Choice value) {
        String name = field.sweep().name();
        Unit unit = field.sweep().unit();
        if (unit == Unit.WORDS) {
            return PointColumn.ofWords(name, field.sweep().values().stream().map(YamlScalar::text).toList(), value);
        }
        Kind kind = unit.dimension().isEmpty() ? Kind.COUNT : Kind.NUMBER;
        String suffix = switch (unit) {
            case BYTES -> "_bytes";
            case FLOP -> "_flops";
            default -> unit.suffix();
        };
        return new PointColumn(name, name.endsWith(suffix) ? name : name + suffix, kind, List.of(), unit.dimension(), value);
    }

    /** Whether every sweep has a column that is called as this field would be. A part of the request is called so rightly. */
    static boolean isTaken(Field field) {
        String name = field.sweep().name();
        return field.sweep().of() != Subject.REQUEST && (name.equals(POINT) || FACTORS.contains(name) || Metric.named(name).isPresent());
    }

    List<PointColumn> all() {
        return Stream.concat(identity.stream(), metrics.stream()).distinct().toList();
    }

    /** The column of a name that somebody wrote. */
    PointColumn named(YamlScalar written) {
        return all().stream().filter(column -> column.name().equals(written.text())).findFirst()
                .orElseThrow(() -> StudyReader.unknown(written, "column", all().stream().map(PointColumn::name).toList()));
    }
}
