package dev.ridgepoint.validate;

import dev.ridgepoint.backend.Month;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a published collection says of all its measurements and writes beside none of them.
 *
 * @param name       part of the collection's name, as rows carry it
 * @param built      when its builds are from, unless a row says so itself
 * @param microBatch tokens in one pass, unless a row says so itself
 */
public record PublishedSource(String name, Optional<Month> built, Optional<Integer> microBatch) {

    /**
     * Reads a list of collections.
     *
     * @throws InvalidInputException if the file cannot be read or does not say what it should
     */
    public static List<PublishedSource> read(Path file) {
        YamlMapping top = YamlFile.read(file);
        List<PublishedSource> sources = new ArrayList<>();
        for (YamlNode node : top.items("collections")) {
            YamlMapping m = YamlMapping.mapping(node);
            Optional<Month> built = m.find("built").map(month -> {
                try {
                    return Month.parse(YamlMapping.scalar(month).text());
                } catch (IllegalArgumentException e) {
                    throw month.place().mistake(e.getMessage());
                }
            });
            sources.add(new PublishedSource(m.text("name"), built, m.findPositive("micro-batch")));
            m.find("because");
            m.rejectUnknownKeys();
        }
        top.rejectUnknownKeys();
        return List.copyOf(sources);
    }

    /** Whether a row is of it. */
    boolean holds(MeasuredRow row) {
        return row.source().contains(name);
    }
}
