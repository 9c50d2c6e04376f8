package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.study.SubjectReader;
import dev.ridgepoint.sweep.Objective.Direction;
import dev.ridgepoint.sweep.Objective;
import dev.ridgepoint.sweepfile.Keep.BestBy;
import dev.ridgepoint.sweepfile.Keep.FrontOf;
import dev.ridgepoint.sweepfile.Keep.PointFormat;
import dev.ridgepoint.sweepfile.PointColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is kept of the points. */
final class KeepReader {

    private static final int MOST_BEST = 10_000;
    private static final String NONE = "none";

    private final PointColumns columns;
    private final Optional<YamlMapping> kept;

    KeepReader(PointColumns columns, YamlMapping top) {
        this.columns = columns;
        this.kept = top.findMapping("keep");
    }

    /** What tells points apart and the metrics that the file chooses, or all. */
    List<PointColumn> columns() {
        Optional<YamlNode> chosen = kept.flatMap(m -> m.find("columns"));
        if (chosen.isEmpty()) {
            return columns.all();
        }
        List<PointColumn> named = SubjectReader.named(kept.get(), "columns", node -> columns.named(YamlMapping.scalar(node)), PointColumn::name);
        return Stream.concat(columns.identity().stream(), named.stream()).distinct().toList();
    }

    Keep keep() {
        if (kept.isEmpty()) {
            return new Keep(Optional.of(PointFormat.PARQUET), List.of(), List.of());
        }
        YamlMapping m = kept.get();
        List<FrontOf> fronts = m.find("fronts").isEmpty() ? List.of() : SubjectReader.named(m, "fronts", this::front, FrontOf::name);
        List<BestBy> best = m.find("best").isEmpty() ? List.of() : SubjectReader.named(m, "best", this::best, BestBy::name);
        boolean whole = fronts.isEmpty() && best.isEmpty();
        String points = m.text("points", whole ? "parquet" : NONE);
        Optional<PointFormat> format = points.equals(NONE) ? Optional.empty() : Optional.of(format(m));
        if (whole && format.isEmpty()) {
            throw m.place().mistake("keeps nothing; let it keep 'points', 'fronts' or 'best'");
        }
        m.find("columns");
        m.rejectUnknownKeys();
        return new Keep(format, fronts, best);
    }

    private static PointFormat format(YamlMapping m) {
        Optional<YamlScalar> written = m.find("points").map(YamlMapping::scalar);
        for (PointFormat format : PointFormat.values()) {
            if (written.isEmpty() || format.name().toLowerCase(Locale.ROOT).equals(written.get().text())) {
                return format;
            }
        }
        throw written.get().place().mistake("'" + written.get().text() + "' is not one of parquet, csv, none");
    }

    private FrontOf front(YamlNode node) {
        YamlMapping m = YamlMapping.mapping(node);
        YamlMapping of = m.mapping("of");
        List<Wanted> wanted = new ArrayList<>();
        for (String key : of.keys()) {
            Direction direction = of.choice(key, Direction.class);
            wanted.add(new Wanted(number(new YamlScalar(key, of.get(key).place())), direction));
        }
        if (wanted.size() < 2) {
            throw of.place().mistake("a front weighs two or more; the best by one are a list under 'best'");
        }
        String name = name(m, String.join("-", of.keys()));
        int digits = m.find("digits").map(written -> (int) YamlMapping.scalar(written).integer(1, Objective.EXACT)).orElse(Objective.EXACT);
        m.rejectUnknownKeys();
        return new FrontOf(name, List.copyOf(wanted), digits);
    }

    private BestBy best(YamlNode node) {
        YamlMapping m = YamlMapping.mapping(node);
        PointColumn by = number(YamlMapping.scalar(m.get("by")));
        Wanted wanted = new Wanted(by, m.choice("order", Direction.class));
        int count = m.find("count").map(written -> (int) YamlMapping.scalar(written).integer(1, MOST_BEST)).orElse(10);
        String name = name(m, by.name());
        m.rejectUnknownKeys();
        return new BestBy(name, wanted, count);
    }

    private PointColumn number(YamlScalar written) {
        PointColumn column = columns.named(written);
        if (column.kind() == Kind.WORD) {
            throw written.place().mistake("'" + column.name() + "' is no number");
        }
        return column;
    }

    private static String name(YamlMapping m, String otherwise) {
        m.find("name").map(YamlMapping::scalar).filter(name -> !name.text().matches("[a-z0-9][a-z0-9_-]{0,60}")).ifPresent(name -> {
            throw name.place().mistake("'" + name.text() + "' is not a file's name: lower-case letters, digits, underscores and hyphens");
        });
        return m.text("name", otherwise);
    }
}
