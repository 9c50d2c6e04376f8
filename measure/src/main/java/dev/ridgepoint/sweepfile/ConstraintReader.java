package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.input.YamlSequence;
import dev.ridgepoint.study.StudyReader;
import dev.ridgepoint.sweep.Constant;
import dev.ridgepoint.sweep.Constraint;
import dev.ridgepoint.sweep.Constraint.Comparison;
import dev.ridgepoint.sweep.Figure;
import dev.ridgepoint.sweepfile.PointColumn.Kind;
import dev.ridgepoint.unit.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a point must satisfy: {@code fits}, {@code tdp <= 350 W}, {@code decode_bound = memory}, {@code memory_bytes <= capacity_bytes}. */
final class ConstraintReader {

    private static final Pattern COMPARISON = Pattern.compile("\\s*([a-z][a-z0-9_]*)\\s*([<>=!~]+)\\s*(.+?)\\s*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final PointColumns columns;

    ConstraintReader(PointColumns columns) {
        this.columns = columns;
    }

    List<Constraint> read(YamlMapping top) {
        return top.find("where").map(node -> node instanceof YamlSequence list ? list.items() : List.of(node)).orElse(List.of())
                .stream().map(this::constraint).toList();
    }

    private Constraint constraint(YamlNode node) {
        YamlScalar written = YamlMapping.scalar(node);
        String text = written.text().strip();
        if (NAME.matcher(text).matches()) {
            PointColumn column = columns.named(new YamlScalar(text, written.place()));
            if (column.kind() != Kind.TRUTH) {
                throw written.place().mistake("'" + text + "' is neither true nor false; compare it, as in " + example(column));
            }
            return new Constraint(column.figure(), Comparison.EQUAL, new Constant(1));
        }
        Matcher matcher = COMPARISON.matcher(text);
        if (!matcher.matches()) {
            throw written.place().mistake("'" + text + "' is no condition; write it as in 'fits' or 'tdp <= 350 W'");
        }
        PointColumn left = columns.named(new YamlScalar(matcher.group(1), written.place()));
        Comparison comparison = Arrays.stream(Comparison.values()).filter(sign -> sign.sign().equals(matcher.group(2))).findFirst()
                .orElseThrow(() -> written.place().mistake("'" + matcher.group(2) + "' is not one of "
                        + String.join(", ", Arrays.stream(Comparison.values()).map(Comparison::sign).toList())));
        if (left.kind() == Kind.WORD && comparison != Comparison.EQUAL) {
            throw written.place().mistake("'" + left.name() + "' is of words, which are compared by '=' alone");
        }
        return new Constraint(left.figure(), comparison, right(left, new YamlScalar(matcher.group(3), written.place())));
    }

    private static String example(PointColumn column) {
        return column.kind() == Kind.WORD ? column.name() + " = " + column.words().get(0)
                : column.name() + " <= " + column.dimension().map(dimension -> dimension.example()).orElse("8");
    }

    private Figure right(PointColumn left, YamlScalar written) {
        if (left.kind() == Kind.WORD) {
            int place = left.words().indexOf(written.text());
            if (place < 0) {
                throw StudyReader.unknown(written, left.name(), left.words());
            }
            return new Constant(place);
        }
        if (left.kind() == Kind.TRUTH) {
            return new Constant(written.flag() ? 1 : 0);
        }
        if (NAME.matcher(written.text()).matches()) {
            PointColumn other = columns.named(written);
            if (other.kind() == Kind.WORD || other.kind() == Kind.TRUTH || !unit(other).equals(unit(left))) {
                throw written.place().mistake("'" + left.name() + "' and '" + other.name() + "' are in different units");
            }
            return other.figure();
        }
        return new Constant(number(left, written));
    }

    private static String unit(PointColumn column) {
        return column.dimension().map(Enum::name).orElse(column.heading().substring(column.name().length()));
    }

    /** Zero needs no unit. */
    private static double number(PointColumn left, YamlScalar written) {
        try {
            return left.dimension().isPresent() && !written.text().matches("0+(\\.0*)?") ? Quantity.parse(written.text(), left.dimension().get()).value()
                    : Double.parseDouble(written.text().replace("_", ""));
        } catch (NumberFormatException e) {
            throw written.place().mistake("'" + written.text() + "' is not a number; '" + left.heading() + "' is one without a prefix");
        } catch (IllegalArgumentException e) {
            throw written.place().mistake(e.getMessage());
        }
    }
}
