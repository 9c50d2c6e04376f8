package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.backend.BackendReader;
import dev.ridgepoint.hardware.lint.Finding;
import dev.ridgepoint.hardware.lint.ProfileLinter;
import dev.ridgepoint.input.InvalidInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint lint}: what is wrong with profiles, descriptors and runtimes. */
@Command(name = "lint", sortOptions = false,
        description = {
            "Check hardware profiles, model descriptors and runtimes.",
            "Prints FILE:LINE: FIELD: MESSAGE (RULE) for each finding; the exit status is 1 when there is one."
        },
        footer = {
            "Examples:",
            "  ridgepoint lint",
            "  ridgepoint lint my-chip.yaml"
        })
final class LintCommand implements Callable<Integer> {

    private static final int FOUND = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Profiles, descriptors and runtimes, by path or id (default: all that come with Ridgepoint).")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        Library library = Library.find();
        List<String> findings = files.isEmpty() ? everything(library) : files.stream().flatMap(file -> lint(file, library)).toList();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(out::println);
        if (findings.isEmpty()) {
            out.println("No findings.");
        }
        return findings.isEmpty() ? 0 : FOUND;
    }

    private static List<String> everything(Library library) {
        Stream<String> profiles = ProfileLinter.lintFolder(library.hardwareCatalog()).stream().map(LintCommand::line);
        Stream<String> descriptors = library.architectureCatalog().ids().stream()
                .flatMap(id -> lintDescriptor(library.architectureCatalog().find(id)).stream());
        Stream<String> runtimes = library.runtimeCatalog().ids().stream().flatMap(id -> lintRuntime(library.runtimeCatalog().find(id)).stream());
        return Stream.of(profiles, descriptors, runtimes).flatMap(lines -> lines).toList();
    }

    private static Stream<String> lint(String idOrPath, Library library) {
        NamedFile file = NamedFile.find(idOrPath, library);
        return switch (file.kind()) {
            case DEVICE -> ProfileLinter.lint(file.path(), library.hardwareCatalog()).stream().map(LintCommand::line);
            case MODEL -> lintDescriptor(file.path()).stream();
            case RUNTIME -> lintRuntime(file.path()).stream();
        };
    }

    private static String line(Finding finding) {
        return finding.file() + ":" + finding.line() + ": " + (finding.field().isEmpty() ? "" : finding.field() + ": ") + finding.message()
                + " (" + finding.rule() + ")";
    }

    /** A descriptor that says that its model is not modelled is sound. */
    private static Optional<String> lintDescriptor(Path file) {
        try {
            return lintIdentity(file, ArchitectureReader.read(file).id());
        } catch (NotModelledException e) {
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage() + " (unreadable)");
        }
    }

    private static Optional<String> lintRuntime(Path file) {
        try {
            return lintIdentity(file, BackendReader.read(file).id());
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage() + " (unreadable)");
        }
    }

    private static Optional<String> lintIdentity(Path file, String id) {
        boolean named = file.getFileName().toString().startsWith(id + ".");
        return named ? Optional.empty() : Optional.of(file + ":1: id: '" + id + "' is not the file's name (identity)");
    }
}
