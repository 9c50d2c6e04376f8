package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What {@code --runtime} may be: a word of its own, or the id of a runtime of the library, with fused attention or without. */
final class RuntimeOption {

    static final String IDEAL = "ideal";
    static final String CALIBRATED = "calibrated";
    /** Each measurement under the runtime that it names. */
    static final String NAMED = "named";

    private RuntimeOption() { }

    /**
     * The runtime of that name.
     *
     * @throws InvalidInputException if there is none; the message offers the nearest
     */
    static Backend backend(Library library, String name) {
        if (name.contains("/") || name.endsWith(".yaml") || library.runtimeCatalog().ids().contains(Backend.idOf(name))) {
            return library.runtime(name);
        }
        List<String> names = names(library);
        throw new InvalidInputException("no runtime '" + name + "'" + Nearest.hint(name, names) + "; 'ridgepoint list runtimes' lists them");
    }

    /** Every name of a runtime, with fused attention and without. */
    static List<String> names(Library library) {
        List<String> names = new ArrayList<>(List.of(IDEAL, CALIBRATED));
        library.runtimeCatalog().ids().forEach(id -> names.addAll(library.runtime(id).alwaysFused() ? List.of(id) : List.of(id, id + Backend.FUSED)));
        return names;
    }

    /** All names, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Library.find()).iterator();
        }
    }
}
