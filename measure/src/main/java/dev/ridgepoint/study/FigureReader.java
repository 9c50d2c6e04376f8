package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.input.YamlSequence;
import dev.ridgepoint.study.Factor.Level;
import dev.ridgepoint.study.RoofsFigure.RoofPhase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which figures and tables a study asks for. */
final class FigureReader {

    private static final int MOST_ROOFS = 6;
    private static final int MOST_SERIES = 6;

    private final List<Factor> factors;
    private final List<Column> columns;

    FigureReader(List<Factor> factors, List<Column> columns) {
        this.factors = factors;
        this.columns = columns;
    }

    private enum Kind { LINES, BARS, SCATTER, ROOFLINE, TRAP_MAP }

    private enum Spread {
        LINEAR(Scale.LINEAR), LOG(Scale.LOGARITHMIC);

        private final Scale scale;

        Spread(Scale scale) {
            this.scale = scale;
        }
    }

    List<Figure> figures(YamlMapping top) {
        List<Figure> figures = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMapping m : list(top, "figures")) {
            Figure figure = figure(m);
            if (!names.add(figure.frame().name())) {
                throw m.get("name").place().mistake("a second figure '" + figure.frame().name() + "'");
            }
            m.rejectUnknownKeys();
            figures.add(figure);
        }
        return figures;
    }

    List<ResultTable> tables(YamlMapping top) {
        List<ResultTable> tables = new ArrayList<>();
        for (YamlMapping m : list(top, "tables")) {
            Choice where = where(m);
            Grouping rows = grouping(m, "rows");
            Grouping across = grouping(m, "columns");
            Optional<Baseline> baseline = baseline(m);
            List<Value> values = scalars(m.get("value")).stream().map(value -> new Value(column(value, columns), baseline)).toList();
            requireTold(m, where, Stream.of(rows, across));
            tables.add(new ResultTable(m.text("title"), rows, across, values, where));
            m.rejectUnknownKeys();
        }
        return tables;
    }

    private static List<YamlMapping> list(YamlMapping top, String key) {
        return top.find(key).isEmpty() ? List.of() : top.items(key).stream().map(YamlMapping::mapping).toList();
    }

    private Figure figure(YamlMapping m) {
        YamlScalar name = YamlMapping.scalar(m.get("name"));
        if (!name.text().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}")) {
            throw name.place().mistake("'" + name.text() + "' is not a file's name: letters, digits, hyphens and dots");
        }
        Kind kind = StudyReader.choice(m.get("kind"), Kind.class);
        Frame frame = new Frame(name.text(), m.text("title", name.text()), m.choice("size", FigureSize.COLUMN), where(m));
        return switch (kind) {
            case LINES -> lines(m, frame);
            case BARS -> bars(m, frame);
            case SCATTER -> new ScatterFigure(frame, number(m, "x"), number(m, "y"), panels(m, frame.where()),
                    scale(m, "x-scale", Spread.LOG), scale(m, "y-scale", Spread.LOG));
            case ROOFLINE -> roofs(m, frame);
            case TRAP_MAP -> map(m, frame);
        };
    }

    private LinesFigure lines(YamlMapping m, Frame frame) {
        Factor x = factor(YamlMapping.scalar(m.get("x")));
        if (!x.column().isNumber()) {
            throw m.get("x").place().mistake("'" + x.name() + "' is no number; lines run over a swept number, and 'kind: bars' shows names");
        }
        Panels panels = panels(m, frame.where());
        requireTold(m, frame.where(), Stream.of(new Grouping(List.of(x)), panels.series(), panels.panels()));
        return new LinesFigure(frame, x, number(m, "y"), panels, scale(m, "x-scale", Spread.LINEAR), scale(m, "y-scale", Spread.LINEAR));
    }

    private BarsFigure bars(YamlMapping m, Frame frame) {
        Grouping x = grouping(m, "x");
        Panels panels = panels(m, frame.where());
        requireTold(m, frame.where(), Stream.of(x, panels.series(), panels.panels()));
        return new BarsFigure(frame, x, number(m, "y"), panels, scale(m, "y-scale", Spread.LINEAR));
    }

    /** A value of a phase is marked with the bound of that phase. */
    private MapFigure map(YamlMapping m, Frame frame) {
        Grouping rows = grouping(m, "rows");
        Grouping across = grouping(m, "columns");
        requireTold(m, frame.where(), Stream.of(rows, across));
        Value value = number(m, "value");
        String bound = value.column().name().replaceFirst("_.*", "") + "_bound";
        return new MapFigure(frame, rows, across, value, columns.stream().filter(column -> column.name().equals(bound)).findFirst(),
                scale(m, "scale", Spread.LOG));
    }

    /** What tells roofs apart is the device, unless the study says that a swept field of it does too. */
    private RoofsFigure roofs(YamlMapping m, Frame frame) {
        List<RoofPhase> phases = new ArrayList<>();
        m.find("phases").ifPresent(node -> items(node).forEach(item -> phases.add(StudyReader.choice(item, RoofPhase.class))));
        if (phases.isEmpty()) {
            phases.addAll(List.of(RoofPhase.PREFILL, RoofPhase.DECODE));
        }
        Grouping machines = m.find("roofs").isPresent() ? grouping(m, "roofs") : new Grouping(List.of(factors.get(0)));
        long roofs = machines.factors().stream().mapToLong(f -> frame.where().count(f)).reduce(1, Math::multiplyExact);
        if (roofs > MOST_ROOFS) {
            throw m.place().mistake(roofs + " roofs in one figure; it shows at most " + MOST_ROOFS + ", so choose some with 'where'");
        }
        List<String> gap = new ArrayList<>();
        m.find("gap").ifPresent(node -> scalars(node).forEach(device -> gap.add(cell(factors.get(0), device))));
        if (!gap.isEmpty() && gap.size() != 2) {
            throw m.get("gap").place().mistake("a gap is between two devices");
        }
        return new RoofsFigure(frame, machines, phases, series(m, frame.where()), grouping(m, "labels"), gap);
    }

    private Panels panels(YamlMapping m, Choice where) {
        return new Panels(series(m, where), grouping(m, "panels"));
    }

    /** What is told apart by colour, which is no more than a colour-blind reader can. */
    private Grouping series(YamlMapping m, Choice where) {
        Grouping series = grouping(m, "series");
        long several = series.factors().stream().mapToLong(where::count).reduce(1, Math::multiplyExact);
        if (several > MOST_SERIES) {
            throw m.get("series").place().mistake(several + " series in one figure; " + MOST_SERIES + " can be told apart, so choose some with 'where', "
                    + "or make panels of them");
        }
        return series;
    }

    private Scale scale(YamlMapping m, String key, Spread otherwise) {
        return m.find(key).map(node -> StudyReader.choice(node, Spread.class)).orElse(otherwise).scale;
    }

    private Value number(YamlMapping m, String key) {
        YamlScalar name = YamlMapping.scalar(m.get(key));
        Column column = column(name, columns);
        if (!column.isNumber()) {
            throw name.place().mistake("'" + name.text() + "' is no number");
        }
        return new Value(column, baseline(m));
    }

    /** What values are divided by. Factors without levels of their own follow others. */
    private Optional<Baseline> baseline(YamlMapping m) {
        return m.findMapping("relative-to").map(to -> {
            Map<Factor, String> cells = new LinkedHashMap<>();
            for (String key : to.keys()) {
                YamlScalar level = YamlMapping.scalar(to.get(key));
                Factor factor = factor(new YamlScalar(key, level.place()));
                cells.put(factor, cell(factor, level));
            }
            return new Baseline(factors.stream().filter(f -> !cells.containsKey(f) && !f.levels().isEmpty()).toList(), cells);
        });
    }

    /** A column by its name, or by its heading in the CSV. */
    private static Column column(YamlScalar written, List<Column> columns) {
        return columns.stream().filter(c -> c.name().equals(written.text()) || c.heading().equals(written.text())).findFirst()
                .orElseThrow(() -> StudyReader.unknown(written, "column", columns.stream().map(Column::name).toList()));
    }

    private Factor factor(YamlScalar written) {
        return factors.stream().filter(f -> f.name().equals(written.text()) || f.column().heading().equals(written.text())).findFirst()
                .orElseThrow(() -> StudyReader.unknown(written, "device, model, format, kv, scenario or sweep", factors.stream().map(Factor::name).toList()));
    }

    private Grouping grouping(YamlMapping m, String key) {
        return m.find(key).map(node -> new Grouping(scalars(node).stream().map(this::factor).toList())).orElse(Grouping.NONE);
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    }

    private static List<YamlScalar> scalars(YamlNode node) {
        return items(node).stream().map(YamlMapping::scalar).toList();
    }

    private Choice where(YamlMapping m) {
        Map<Factor, Set<String>> chosen = new LinkedHashMap<>();
        Optional<YamlMapping> where = m.findMapping("where");
        if (where.isPresent()) {
            for (String key : where.get().keys()) {
                YamlNode node = where.get().get(key);
                Factor factor = factor(new YamlScalar(key, node.place()));
                Set<String> cells = new LinkedHashSet<>();
                scalars(node).forEach(level -> cells.add(cell(factor, level)));
                chosen.put(factor, cells);
            }
        }
        return new Choice(chosen);
    }

    private static String cell(Factor factor, YamlScalar level) {
        String text = level.text();
        if (factor.levels().isEmpty()) {
            throw level.place().mistake("'" + factor.name() + "' goes with the weights in this study; list some under '" + factor.name() + "' to choose from");
        }
        return factor.levels().stream().filter(l -> l.shown().equalsIgnoreCase(text) || l.cell().equalsIgnoreCase(text)).map(Level::cell).findFirst()
                .orElseThrow(() -> StudyReader.unknown(level, factor.name(), shown(factor)));
    }

    private static Collection<String> shown(Factor factor) {
        return factor.levels().stream().map(Level::shown).toList();
    }

    /** Two points must not fall on one place: every factor that takes several values is told apart, or one value is chosen. */
    private void requireTold(YamlMapping m, Choice where, Stream<Grouping> told) {
        Set<Factor> apart = told.flatMap(grouping -> grouping.factors().stream()).collect(Collectors.toSet());
        factors.stream().filter(factor -> !apart.contains(factor) && where.leavesOpen(factor)).findFirst().ifPresent(open -> {
            String first = open.levels().get(0).shown();
            throw m.place().mistake("points of every " + open.name() + " fall on one place; tell them apart by it, or choose one as in 'where: {"
                    + open.name() + ": " + first + "}'");
        });
    }
}
