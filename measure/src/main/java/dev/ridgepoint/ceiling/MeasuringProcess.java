package dev.ridgepoint.ceiling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Measures in a process of its own: what is measured must not depend on how the command line was started, whose Java has neither vectors nor its best compiler,
 * and two runtimes read their number of threads from the environment when they are loaded.
 */
public final class MeasuringProcess {

    /** The last lines that a failed process wrote. */
    private static final int REMEMBERED = 20;

    private final int threads;
    private final boolean quick;
    private final String id;
    private final Path folder;

    /**
     * @param threads of what uses several; 0 for as many as there are cores
     * @param quick   fewer sizes and trials
     * @param id      of the profile; empty for one made from the processor's name
     * @param folder  for the files
     */
    public MeasuringProcess(int threads, boolean quick, String id, Path folder) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = threads > 0 ? threads : Machine.cores(processors);
        this.quick = quick;
        this.id = id;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Measures.
     *
     * @throws UncheckedIOException if the process cannot be started, or fails
     */
    public Characterization run(Progress progress) {
        try {
            Process process = start();
            // A person's Ctrl-C reaches both; whatever else ends this process must not leave the other one measuring.
            Thread ending = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                return follow(process, progress);
            } finally {
                process.destroy();
                Runtime.getRuntime().removeShutdownHook(ending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        String count = Integer.toString(threads);
        builder.environment().put("OMP_NUM_THREADS", count);
        builder.environment().put("OPENBLAS_NUM_THREADS", count);
        // Idle threads would otherwise wait actively and take the cores from what is measured next.
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return builder.start();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A float array of 1 GiB must fit into the old generation; weights lie outside the heap.
        command.addAll(List.of("-Xms2g", "-Xmx3g", "-Xmn256m", "-XX:MaxDirectMemorySize=16g", "-XX:+UseSerialGC"));
        // The first compiler's guesses would decide, differently in each run, how the second one arranges the loops.
        command.add("-XX:-TieredCompilation");
        // Streams that begin with a cache line, on large pages where the system has them: as in compare.sh.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages", "-XX:ObjectAlignmentInBytes=64"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dorg.bytedeco.javacpp.maxbytes=8g", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        if (ModuleFinder.ofSystem().find(Streams.VECTOR_MODULE).isPresent()) {
            command.addAll(List.of("--add-modules", Streams.VECTOR_MODULE));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasuringProcess.class.getName(),
                Integer.toString(threads), Boolean.toString(quick), id, folder.toString()));
        return command;
    }

    private static Characterization follow(Process process, Progress progress) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        String done = null;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words.length == 3 && words[0].equals("at")) {
                    progress.at(words[1], Double.parseDouble(words[2]));
                } else if (words.length == 2 && words[0].equals("done")) {
                    done = words[1];
                } else {
                    // Libraries' own words, such as Java's warning of the incubating module: of interest only when the process fails.
                    last.addLast(line);
                    if (last.size() > REMEMBERED) {
                        last.removeFirst();
                    }
                }
            }
        }
        if (done == null) {
            throw new IOException("the measuring process failed: " + String.join(" ", last));
        }
        Path profile = Path.of(done);
        return Characterization.in(profile.getParent(), profile.getFileName().toString().replaceFirst("\\.yaml$", ""));
    }

    /** The measuring process itself; its arguments are those of the constructor. */
    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        Settings settings = Boolean.parseBoolean(args[1]) ? Settings.quick(threads) : Settings.full(threads);
        Characterization files = Characterization.measure(settings, args[2], Path.of(args[3]), (what, share) ->
                System.out.println(String.format(Locale.ROOT, "at\t%s\t%.4f", what, share)));
        System.out.println("done\t" + files.profile());
        System.out.flush();
        // Some library's threads are not daemons.
        System.exit(0);
    }
}
