package dev.ridgepoint.study;

import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.study.Sweep.RequestPart;
import dev.ridgepoint.study.Sweep.Subject;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the sweeps of a study, and tries each value's field on what has it, so that a mistake is found before anything is written. */
public final class SweepReader {

    private static final Pattern NUMBER = Pattern.compile("([0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?)\\s*(\\S*)");
    private static final int MOST_VALUES = 10_000;
    private static final Set<String> TAKEN = Set.of(Columns.DEVICE, Columns.MODEL, Columns.FORMAT, Columns.KV, Columns.SCENARIO);

    private final List<Device> devices;
    private final List<Model> models;
    private final List<Load> loads;

    /** A reader of sweeps over these. */
    public SweepReader(List<Device> devices, List<Model> models, List<Load> loads) {
        this.devices = devices;
        this.models = models;
        this.loads = loads;
    }

    private enum Spacing { LINEAR, LOG }

    List<Sweep> read(YamlMapping top) {
        List<Sweep> sweeps = new ArrayList<>();
        Set<String> names = new HashSet<>(TAKEN);
        Columns.predicted().forEach(column -> names.add(column.name()));
        if (top.find("sweep").isPresent()) {
            for (YamlNode node : top.items("sweep")) {
                YamlMapping m = YamlMapping.mapping(node);
                if (m.find("values").isEmpty()) {
                    m.get("from");
                    m.get("points");
                }
                Sweep sweep = sweep(m);
                if (!names.add(sweep.name())) {
                    throw node.place().mistake("there is a column '" + sweep.name() + "' already; give the sweep another 'name'");
                }
                sweeps.add(sweep);
            }
        }
        requireRequests(sweeps);
        return sweeps;
    }

    /** One sweep; one without {@code points} has its two ends. */
    public Sweep sweep(YamlMapping m) {
        YamlScalar field = YamlMapping.scalar(m.get("field"));
        int dot = field.text().indexOf('.');
        String subject = dot < 0 ? field.text() : field.text().substring(0, dot);
        List<String> subjects = Arrays.stream(Subject.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
        if (dot < 0 || !subjects.contains(subject)) {
            throw field.place().mistake("'" + field.text() + "' does not begin with device., model. or request.");
        }
        Subject of = Subject.valueOf(subject.toUpperCase(Locale.ROOT));
        String path = field.text().substring(dot + 1);
        // A mistake in a value is told of the field, at the line of the value.
        List<YamlScalar> values = values(m).stream()
                .map(v -> new YamlScalar(v.text(), new YamlNode.Place(v.place().file(), v.place().line(), field.text()))).toList();
        Optional<YamlNode> given = m.find("name");
        String name = given.map(n -> identifier(YamlMapping.scalar(n))).orElse(path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", ""));
        m.rejectUnknownKeys();
        if (of == Subject.REQUEST) {
            return request(field, path, values, given);
        }
        Sweep sweep = new Sweep(name, given.isPresent() ? sentence(name) : path, of, path, unit(values), values);
        values.forEach(value -> tried(sweep, value));
        return sweep;
    }

    private static String identifier(YamlScalar name) {
        if (!name.text().matches("[a-z][a-z0-9_]{0,40}")) {
            throw name.place().mistake("'" + name.text() + "' is not a column's name: lower-case letters, digits and underscores");
        }
        return name.text();
    }

    private static String sentence(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
    }

    private static Sweep request(YamlScalar field, String path, List<YamlScalar> values, Optional<YamlNode> name) {
        name.ifPresent(node -> {
            throw node.place().mistake("a part of the request has a column already; leave 'name' out");
        });
        List<String> parts = Arrays.stream(RequestPart.values()).map(p -> p.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
        if (!parts.contains(path)) {
            throw StudyReader.unknown(new YamlScalar(path, field.place()), "part of a request", parts);
        }
        String column = path.replace('-', '_');
        Column there = Columns.identity(List.of()).stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow();
        return new Sweep(column, there.title(), Subject.REQUEST, path, there.unit(), values);
    }

    private static List<YamlScalar> values(YamlMapping m) {
        List<YamlScalar> values = new ArrayList<>();
        if (m.find("values").isPresent()) {
            for (YamlNode node : m.items("values")) {
                values.add(YamlMapping.scalar(node));
            }
        } else {
            values.addAll(spaced(m));
        }
        Set<String> seen = new HashSet<>();
        for (YamlScalar value : values) {
            if (!seen.add(value.text())) {
                throw value.place().mistake("'" + value.text() + "' is given twice");
            }
        }
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw m.place().mistake("a sweep has 1 to " + MOST_VALUES + " values, not " + values.size());
        }
        return values;
    }

    /** From one value to another. Without a unit they are counts, and rounded to whole numbers. */
    private static List<YamlScalar> spaced(YamlMapping m) {
        YamlScalar first = YamlMapping.scalar(m.get("from"));
        YamlScalar last = YamlMapping.scalar(m.get("to"));
        int points = m.find("points").map(node -> (int) YamlMapping.scalar(node).integer(2, MOST_VALUES)).orElse(2);
        Spacing spacing = m.choice("scale", Spacing.LINEAR);
        Matcher from = NUMBER.matcher(first.text().strip());
        Matcher to = NUMBER.matcher(last.text().strip());
        if (!from.matches() || !to.matches()) {
            throw (from.matches() ? last : first).place().mistake("is not a number with its unit");
        }
        if (!from.group(2).equals(to.group(2))) {
            throw last.place().mistake("'" + last.text() + "' is in another unit than '" + first.text() + "'; write both in one");
        }
        double low = Double.parseDouble(from.group(1));
        double high = Double.parseDouble(to.group(1));
        if (!(low < high) || spacing == Spacing.LOG && !(low > 0)) {
            throw last.place().mistake("a sweep goes up" + (spacing == Spacing.LOG ? ", and a logarithmic one begins above 0" : ""));
        }
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            double share = i / (points - 1.0);
            values[i] = spacing == Spacing.LOG ? low * Math.pow(high / low, share) : low + share * (high - low);
        }
        return texts(values, from.group(2)).stream().map(text -> new YamlScalar(text, first.place())).toList();
    }

    /** Each count once; with a unit, in as many digits as tell the values apart. */
    private static Set<String> texts(double[] values, String unit) {
        Set<String> texts = new LinkedHashSet<>();
        for (double value : values) {
            texts.add(unit.isEmpty() ? Long.toString(Math.round(value)) : Quantity.significant(value) + " " + unit);
        }
        if (!unit.isEmpty() && texts.size() < values.length) {
            texts.clear();
            for (double value : values) {
                texts.add(new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros().toPlainString() + " " + unit);
            }
        }
        return texts;
    }

    private static Unit unit(List<YamlScalar> values) {
        if (values.stream().allMatch(value -> value.text().replace("_", "").matches("[0-9]{1,15}"))) {
            return Unit.NONE;
        }
        return Stream.of(Dimension.values()).filter(dimension -> values.stream().allMatch(value -> is(value, dimension))).findFirst()
                .map(Unit::of).orElse(Unit.WORDS);
    }

    private static boolean is(YamlScalar value, Dimension dimension) {
        try {
            Quantity.parse(value.text(), dimension);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether at least one device or model takes the value; those that do not are skipped. */
    private void tried(Sweep sweep, YamlScalar value) {
        List<YamlChange> change = List.of(sweep.change(value));
        try {
            if (sweep.of() == Subject.DEVICE) {
                tried(devices, device -> device.with(change));
            } else {
                tried(models, model -> model.with(change));
            }
        } catch (InvalidInputException e) {
            throw StudyReader.afterChange(value, e);
        }
    }

    private static <T> void tried(List<T> subjects, Consumer<T> reading) {
        InvalidInputException mistake = null;
        for (T subject : subjects) {
            try {
                reading.accept(subject);
                return;
            } catch (InvalidInputException e) {
                mistake = mistake == null ? e : mistake;
            } catch (NotModelledException e) {
                continue;
            }
        }
        if (mistake != null) {
            throw mistake;
        }
    }

    private void requireRequests(List<Sweep> sweeps) {
        for (Load load : loads) {
            for (Sweep sweep : sweeps) {
                if (sweep.of() == Subject.REQUEST) {
                    sweep.values().forEach(value -> sweep.change(load.request(), value));
                }
            }
        }
    }
}
