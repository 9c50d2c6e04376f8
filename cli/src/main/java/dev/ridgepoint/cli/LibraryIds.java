package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.Catalog;
import java.util.Iterator;
import java.util.function.Function;

/** The ids of a catalog, for shell completion; the folder is read only when they are asked for. */
abstract class LibraryIds implements Iterable<String> {

    private final Function<Library, Catalog> catalog;

    private LibraryIds(Function<Library, Catalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public Iterator<String> iterator() {
        return catalog.apply(Library.find()).ids().iterator();
    }

    /** Devices. */
    static final class Hardware extends LibraryIds {
        Hardware() {
            super(Library::hardwareCatalog);
        }
    }

    /** Models. */
    static final class Models extends LibraryIds {
        Models() {
            super(Library::architectureCatalog);
        }
    }
}
