package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureWriter;
import java.util.List;

/**
 * A model as its own file describes it.
 *
 * @param architecture the model
 * @param remarks      a line each for what was not in the file, and for what was and is not used
 */
public record ImportedModel(Architecture architecture, List<String> remarks) {

    /** Copies its list. */
    public ImportedModel {
        remarks = List.copyOf(remarks);
    }

    /** The descriptor, with the remarks as comments. */
    public String descriptor() {
        return ArchitectureWriter.text(architecture, remarks);
    }

    /** The same model under another id, and under that name if it has none of its own. */
    public ImportedModel withId(String id) {
        Architecture a = architecture;
        String name = a.name().equals(a.id()) ? id : a.name();
        return new ImportedModel(a.named(id, name), remarks);
    }
}
