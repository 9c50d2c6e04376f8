package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture.Provenance;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.nio.file.Path;
import java.util.Locale;

/** What a descriptor says of the file that it was made from. */
final class Published {

    /** Before it is known how much of the file was understood. */
    static final Provenance UNKNOWN = new Provenance("", "", "");

    private Published() { }

    static Provenance provenance(Path path, String what, Remarks remarks) {
        return new Provenance(path.getFileName() + " (" + what + ")", remarks.unknown().isEmpty() ? "exact" : "secondary", String.join(" ", remarks.notes()));
    }

    /** The last part of a repository's name. */
    static String lastPart(String name) {
        String[] parts = name.split("[/\\\\]+");
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    /** A name as an id. */
    static String id(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return id.isEmpty() ? "imported" : id;
    }
}
