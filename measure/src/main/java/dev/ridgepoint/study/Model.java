package dev.ridgepoint.study;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlMapping;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model of a study.
 *
 * @param name       in tables and figures
 * @param id         of its descriptor
 * @param descriptor as its file has it
 * @param changes    fields that this study sets to other values
 */
public record Model(String name, String id, YamlMapping descriptor, List<YamlChange> changes) {

    /** Copies its list. */
    public Model {
        changes = List.copyOf(changes);
    }

    /**
     * The model, with more fields changed.
     *
     * @throws dev.ridgepoint.architecture.NotModelledException if its file says that it cannot be modelled
     */
    public Architecture with(List<YamlChange> swept) {
        return ArchitectureReader.read(descriptor, Stream.concat(changes.stream(), swept.stream()).toList());
    }
}
