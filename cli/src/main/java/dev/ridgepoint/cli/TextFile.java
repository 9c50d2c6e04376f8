package dev.ridgepoint.cli;

import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Writes a file whole or not at all: beside its place first, then renamed. */
final class TextFile {

    private TextFile() { }

    /** @throws InvalidInputException if the file cannot be written */
    static void write(Path file, Consumer<PrintWriter> content) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file.toString(), "is a folder, not a file");
        }
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            content.accept(out);
        }
        Path beside = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(beside, text.toString());
            moveInto(beside, file);
        } catch (IOException e) {
            beside.toFile().delete();
            throw new InvalidInputException(file.toString(), "cannot be written: " + reason(e));
        }
    }

    private static void moveInto(Path beside, Path file) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }
}
