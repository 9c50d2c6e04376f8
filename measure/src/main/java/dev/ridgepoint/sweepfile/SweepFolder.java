package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.JsonFile;
import dev.ridgepoint.sweepfile.Keep.PointFormat;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that a sweep yields. While it is carried out, {@code unfinished} has a note of each part that is done, written after the part's points; at the end
 * {@code manifest.json} takes their place.
 */
final class SweepFolder {

    static final String POINTS = "points";
    private static final String MANIFEST = "manifest.json";
    private static final String UNFINISHED = "unfinished";
    private static final String RUN = "run.json";

    private final Path path;
    private final String inputs;

    private SweepFolder(Path path, String inputs) {
        this.path = path;
        this.inputs = inputs;
    }

    /** What a finished sweep says of itself: of what inputs it is, what came of it, and how long each file is. */
    record Manifest(String inputs, String version, String sweep, long points, Tally tally, Map<String, Long> files) { }

    /** Of what inputs an unfinished sweep is. */
    record Run(String inputs) { }

    /** A part that is done: what came of it, and how long its file is. */
    record Note(Tally tally, long bytes) { }

    /** A folder in which nothing counts as done, and nothing of an earlier sweep is left. */
    static SweepFolder fresh(Path path, String inputs) {
        SweepFolder folder = new SweepFolder(path, inputs);
        try {
            folder.clear();
            Files.createDirectories(path.resolve(UNFINISHED));
        } catch (IOException e) {
            throw new InvalidInputException(path.toString(), "is not a folder that can be written to");
        }
        JsonFile.write(path.resolve(UNFINISHED).resolve(RUN), JsonFile.text(new Run(inputs)));
        return folder;
    }

    /**
     * The same folder with what an earlier run has done.
     *
     * @throws InvalidInputException if that run was of other inputs
     */
    static SweepFolder resumed(Path path, String inputs) {
        SweepFolder folder = new SweepFolder(path, inputs);
        Path run = path.resolve(UNFINISHED).resolve(RUN);
        boolean finished = Files.exists(path.resolve(MANIFEST));
        if (!finished && !Files.exists(run)) {
            return fresh(path, inputs);
        }
        String earlier = finished ? folder.manifest().inputs() : JsonFile.read(run, Run.class, "sweep's note", "inputs").inputs();
        if (!earlier.equals(inputs)) {
            throw new InvalidInputException(path.toString(),
                    "is of another sweep, profile, model or version, and cannot be resumed; without --resume it is made anew");
        }
        folder.sweepUp();
        return folder;
    }

    private Manifest manifest() {
        return JsonFile.read(path.resolve(MANIFEST), Manifest.class, "sweep's manifest", "inputs", "tally", "files");
    }

    Path path() {
        return path;
    }

    /** What came of it, if it is finished and every file is there. */
    Optional<Tally> finished() {
        return Optional.of(path.resolve(MANIFEST)).filter(Files::exists).map(file -> manifest())
                .filter(manifest -> manifest.files().entrySet().stream().allMatch(file -> length(path.resolve(file.getKey())) == file.getValue()))
                .map(Manifest::tally);
    }

    /** Where the points of a part go. */
    Path part(int part, PointFormat format) {
        return path.resolve(format == PointFormat.CSV ? UNFINISHED : POINTS).resolve(String.format("part-%05d%s", part + 1, format.suffix()));
    }

    private Path note(int part) {
        return path.resolve(UNFINISHED).resolve(String.format("part-%05d.json", part + 1));
    }

    /** What came of a part, if it is done. */
    Optional<Tally> done(int part, Optional<PointFormat> format) {
        if (!Files.exists(note(part))) {
            return Optional.empty();
        }
        Note note = JsonFile.read(note(part), Note.class, "note of a part", "tally");
        return format.isPresent() && length(part(part, format.get())) != note.bytes() ? Optional.empty() : Optional.of(note.tally());
    }

    void done(int part, Optional<PointFormat> format, Tally tally) {
        long bytes = format.map(f -> length(part(part, f))).orElse(0L);
        JsonFile.write(note(part), JsonFile.text(new Note(tally, bytes)));
    }

    void createPartFolders(Optional<PointFormat> format) {
        try {
            Files.createDirectories(path.resolve(UNFINISHED));
            if (format.isPresent()) {
                Files.createDirectories(part(0, format.get()).getParent());
            }
        } catch (IOException e) {
            throw new InvalidInputException(path.toString(), "is not a folder that can be written to");
        }
    }

    /** Puts the parts of a CSV together. */
    void join(int parts) {
        Path joined = path.resolve(POINTS + ".csv");
        Path beside = path.resolve("." + POINTS + ".csv.part");
        try {
            copy(parts, beside);
            Files.move(beside, joined, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            beside.toFile().delete();
            throw new InvalidInputException(joined.toString(), "cannot be written: " + e.getMessage());
        }
    }

    /** The heading of the first, and the rows of all. */
    private void copy(int parts, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int part = 0; part < parts; part++) {
                Path file = part(part, PointFormat.CSV);
                try (FileChannel in = FileChannel.open(file)) {
                    long from = part == 0 ? 0 : headerBytes(file);
                    while (from < in.size()) {
                        from += in.transferTo(from, in.size() - from, out);
                    }
                }
            }
        }
    }

    private static long headerBytes(Path csv) throws IOException {
        try (Stream<String> lines = Files.lines(csv)) {
            return lines.findFirst().map(header -> header.length() + 1L).orElse(0L);
        }
    }

    /** Writes the manifest and takes the notes away. */
    void finish(String version, String sweep, long points, Tally tally, List<Path> files) {
        Map<String, Long> lengths = new TreeMap<>();
        files.forEach(file -> lengths.put(path.relativize(file).toString().replace('\\', '/'), length(file)));
        JsonFile.write(path.resolve(MANIFEST), JsonFile.text(new Manifest(inputs, version, sweep, points, tally, lengths)));
        try {
            delete(path.resolve(UNFINISHED));
        } catch (IOException e) {
            throw new InvalidInputException(path.resolve(UNFINISHED).toString(), "cannot be removed");
        }
    }

    /** Removes what a run that was killed had half written. */
    private void sweepUp() {
        for (String name : List.of(POINTS, UNFINISHED)) {
            File[] halves = path.resolve(name).toFile().listFiles((parent, file) -> file.matches("\\.part-\\d{5,}\\..*"));
            for (File half : halves == null ? new File[0] : halves) {
                half.delete();
            }
        }
    }

    private void clear() throws IOException {
        if (Files.exists(path.resolve(MANIFEST))) {
            for (String file : manifest().files().keySet()) {
                Files.deleteIfExists(path.resolve(file));
            }
            Files.delete(path.resolve(MANIFEST));
        }
        Files.deleteIfExists(path.resolve("." + POINTS + ".csv.part"));
        delete(path.resolve(UNFINISHED));
        delete(path.resolve(POINTS));
    }

    /** Removes a folder of ours and the parts in it; what else is in it stays. */
    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        boolean empty = true;
        for (Path file : files) {
            if (file.getFileName().toString().matches("run\\.json|\\.?part-\\d{5,}\\..*")) {
                Files.delete(file);
            } else {
                empty = false;
            }
        }
        if (empty) {
            Files.delete(folder);
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }
}
