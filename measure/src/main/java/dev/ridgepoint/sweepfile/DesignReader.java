package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.study.Device;
import dev.ridgepoint.study.Load;
import dev.ridgepoint.study.Model;
import dev.ridgepoint.study.Sweep;
import dev.ridgepoint.study.Sweep.Subject;
import dev.ridgepoint.study.SweepReader;
import dev.ridgepoint.study.Unit;
import dev.ridgepoint.sweep.Axis;
import dev.ridgepoint.sweep.Axis.Scale;
import dev.ridgepoint.sweep.Design;
import dev.ridgepoint.sweep.Grid;
import dev.ridgepoint.sweep.LatinHypercube;
import dev.ridgepoint.sweep.Sobol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the fields of a sweep and how their values are combined. */
final class DesignReader {

    private static final long MOST_OF_A_HYPERCUBE = 1L << 50;

    private final SweepReader sweeps;
    private final List<Load> loads;

    DesignReader(List<Device> devices, List<Model> models, List<Load> loads) {
        this.sweeps = new SweepReader(devices, models, loads);
        this.loads = loads;
    }

    private enum Kind { GRID, LATIN_HYPERCUBE, SOBOL }

    private static Kind kind(YamlMapping top) {
        return top.findMapping("sample").map(sample -> sample.choice("kind", Kind.class)).orElse(Kind.GRID);
    }

    /** What is swept, the dearest to change first and otherwise as written. */
    List<Field> fields(YamlMapping top) {
        Kind kind = kind(top);
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode node : top.find("sweep").isEmpty() ? List.<YamlNode>of() : top.items("sweep")) {
            YamlMapping m = YamlMapping.mapping(node);
            Field field = field(m, kind);
            if (!names.add(field.sweep().name()) || PointColumns.isTaken(field)) {
                throw node.place().mistake("there is a column '" + field.sweep().name() + "' already; give the field another 'name'");
            }
            fields.add(field);
        }
        fields.sort(Comparator.comparing(Field::role));
        return fields;
    }

    private Field field(YamlMapping m, Kind kind) {
        boolean range = m.find("values").isEmpty() && m.find("points").isEmpty();
        if (range && kind == Kind.GRID) {
            m.get("from");
            m.get("points");
        }
        Sweep sweep = sweeps.sweep(m);
        if (sweep.of() == Subject.REQUEST) {
            loads.forEach(load -> sweep.values().forEach(value -> sweep.change(load.request(), value)));
        }
        Field field = new Field(sweep, levels(sweep));
        if (!range) {
            return field;
        }
        if (field.role() == Field.Role.BUILT_DEVICE || field.role() == Field.Role.BUILT_MODEL) {
            throw m.place().mistake("each value of " + YamlMapping.scalar(m.get("field")).text() + " is built anew; give it 'points' or 'values'");
        }
        return new Field(sweep, range(sweep, m.text("scale", "linear").equals("log")));
    }

    private static Axis levels(Sweep sweep) {
        List<YamlScalar> values = sweep.values();
        return new Axis.Levels(sweep.unit() == Unit.WORDS ? IntStream.range(0, values.size()).asDoubleStream().toArray()
                : values.stream().mapToDouble(value -> (double) sweep.cell(value)).toArray());
    }

    private static Axis range(Sweep sweep, boolean log) {
        double low = (double) sweep.cell(sweep.values().get(0));
        double high = (double) sweep.cell(sweep.values().get(1));
        boolean whole = sweep.unit().dimension().isEmpty();
        return new Axis.Range(low, high, whole ? log ? Scale.WHOLE_LOG : Scale.WHOLE : log ? Scale.LOG : Scale.LINEAR);
    }

    /** All combinations, or a sample of them. */
    Design design(YamlMapping top, List<Field> fields) {
        List<Axis> axes = fields.stream().map(Field::axis).toList();
        Optional<YamlMapping> sample = top.findMapping("sample");
        Kind kind = kind(top);
        sample.filter(m -> kind == Kind.GRID).ifPresent(YamlMapping::rejectUnknownKeys);
        try {
            if (kind == Kind.GRID) {
                return new Grid(axes);
            }
            YamlMapping m = sample.orElseThrow();
            if (axes.isEmpty()) {
                throw m.place().mistake("there is no field to sample; list some under 'sweep'");
            }
            boolean sobol = kind == Kind.SOBOL;
            long points = YamlMapping.scalar(m.get("points")).integer(1, sobol ? Integer.MAX_VALUE : MOST_OF_A_HYPERCUBE);
            long seed = m.find("seed").map(node -> YamlMapping.scalar(node).integer(0, Long.MAX_VALUE)).orElse(0L);
            m.rejectUnknownKeys();
            return sobol ? new Sobol(axes, points, seed) : new LatinHypercube(axes, points, seed);
        } catch (IllegalArgumentException e) {
            throw top.get("sweep").place().mistake(e.getMessage());
        }
    }
}
