package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.hardware.Hardware;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a command is about: one device and one model. */
final class SubjectOptions {

    @Option(names = "--hardware", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Hardware.class, order = 1,
            description = "Device: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--model", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Models.class, order = 2,
            description = "Model: an id ('ridgepoint list models') or a path to a descriptor, or to the model's own file.")
    private String model;

    /** @throws dev.ridgepoint.input.InvalidInputException if there is no such device */
    Hardware hardware(Library library) {
        return library.hardware(hardware);
    }

    /** @throws dev.ridgepoint.input.InvalidInputException if there is no such model */
    Architecture model(Library library, CommandLine command) {
        return ModelArgument.read(library, model, command);
    }
}
