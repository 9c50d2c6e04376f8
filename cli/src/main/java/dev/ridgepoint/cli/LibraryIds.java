package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.Catalog;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The ids of a catalog or two, for shell completion; the folder is read only when they are asked for. */
abstract class LibraryIds implements Iterable<String> {

    private final List<Function<Library, Catalog>> catalogs;

    private LibraryIds(List<Function<Library, Catalog>> catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public Iterator<String> iterator() {
        Library library = Library.find();
        return catalogs.stream().flatMap(catalog -> catalog.apply(library).ids().stream()).iterator();
    }

    /** Devices. */
    static final class Hardware extends LibraryIds {
        Hardware() {
            super(List.of(Library::hardwareCatalog));
        }
    }

    /** Models. */
    static final class Models extends LibraryIds {
        Models() {
            super(List.of(Library::architectureCatalog));
        }
    }

    /** Devices, models and runtimes. */
    static final class Everything extends LibraryIds {
        Everything() {
            super(List.of(Library::hardwareCatalog, Library::architectureCatalog, Library::runtimeCatalog));
        }
    }
}
