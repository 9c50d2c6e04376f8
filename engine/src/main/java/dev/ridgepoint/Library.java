package dev.ridgepoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendReader;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The hardware profiles and architectures that come with Ridgepoint, and those of your own: ids and paths are both understood. */
public final class Library {

    private static final String HARDWARE_FOLDER = "hardware-profiles";
    private static final String ARCHITECTURE_FOLDER = "architectures";
    private static final String RUNTIME_FOLDER = "runtimes";

    private final Catalog hardware;
    private final Catalog architectures;
    private final Catalog runtimes;

    private Library(Path home) {
        this.hardware = new Catalog(home.resolve(HARDWARE_FOLDER), "hardware profile");
        this.architectures = new Catalog(home.resolve(ARCHITECTURE_FOLDER), "model");
        this.runtimes = Catalog.optional(home.resolve(RUNTIME_FOLDER), "runtime");
    }

    /** The library in a folder that holds {@code hardware-profiles}, {@code architectures} and, unless it goes without, {@code runtimes}. */
    public static Library at(Path home) {
        return new Library(home);
    }

    /**
     * The library of this checkout: the folder that the system property {@code ridgepoint.home} names, else the nearest one above the working directory that
     * holds {@code hardware-profiles}.
     *
     * @throws InvalidInputException if there is none
     */
    public static Library find() {
        String home = System.getProperty("ridgepoint.home");
        if (home != null) {
            return at(Path.of(home));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(HARDWARE_FOLDER)) && Files.isDirectory(folder.resolve(ARCHITECTURE_FOLDER))) {
                return at(folder);
            }
        }
        throw new InvalidInputException("no folder '" + HARDWARE_FOLDER + "' here or above; set -Dridgepoint.home");
    }

    /** Where the hardware profiles are. */
    public Catalog hardwareCatalog() {
        return hardware;
    }

    /** Where the architectures are. */
    public Catalog architectureCatalog() {
        return architectures;
    }

    /** What is known of published collections of measurements: a file beside the runtimes, if there is one. */
    public Optional<Path> publishedSources() {
        return Optional.of(runtimes.folder().resolve("collections").resolve("published.yaml")).filter(Files::isRegularFile);
    }

    /** Where the runtimes are. */
    public Catalog runtimeCatalog() {
        return runtimes;
    }

    /**
     * A runtime by id or path, with or without {@link Backend#FUSED} at the id's end.
     *
     * @throws InvalidInputException if there is none, or its file is not valid
     */
    public Backend runtime(String idOrPath) {
        return BackendReader.read(runtimes.find(Backend.idOf(idOrPath)));
    }

    /**
     * A device by id or path.
     *
     * @throws InvalidInputException if there is none, or its profile is not valid
     */
    public Hardware hardware(String idOrPath) {
        return new HardwareReader(hardware).read(hardware.find(idOrPath));
    }

    /**
     * A model by id or path.
     *
     * @throws InvalidInputException if there is none, or its descriptor is not valid
     * @throws NotModelledException  if its file says that it cannot be modelled
     */
    public Architecture architecture(String idOrPath) {
        return ArchitectureReader.read(architectures.find(idOrPath));
    }
}
