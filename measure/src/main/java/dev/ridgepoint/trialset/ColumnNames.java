package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other names for columns, as a file says: {@code latency_ms: 지연시간} calls the column with that header {@code latency_ms}. */
public final class ColumnNames {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, YamlScalar> headers = new HashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private ColumnNames() { }

    /** Headers as they are. */
    public static ColumnNames asWritten() {
        return new ColumnNames();
    }

    /** @throws InvalidInputException if it is not YAML, not names and headers alone, or two names are given to one header */
    public static ColumnNames read(Path file) {
        YamlMapping mapping = YamlFile.read(file);
        ColumnNames columns = new ColumnNames();
        for (String name : mapping.keys()) {
            YamlNode node = mapping.get(name);
            String header = mapping.text(name).strip();
            if (columns.names.putIfAbsent(header, name) != null) {
                throw node.place().mistake("'" + header + "' is already called '" + columns.names.get(header) + "'");
            }
            columns.headers.put(header, YamlMapping.scalar(node));
        }
        return columns;
    }

    Sheet applied(Sheet sheet) {
        List<String> renamed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String header : sheet.header()) {
            seen.add(header);
            String name = names.getOrDefault(header, header);
            if (!name.isEmpty() && !taken.add(name)) {
                throw new InvalidInputException(sheet.file().toString(), 1, name, "two columns have this name once they are renamed");
            }
            renamed.add(name);
        }
        return sheet.named(renamed);
    }

    /** A name for a header that no file has is a mistyped one. */
    void mustBeUsed() {
        headers.forEach((header, scalar) -> {
            if (!seen.contains(header)) {
                throw scalar.place().mistake("no file has a column '" + header + "'" + Nearest.hint(header, seen));
            }
        });
    }
}
