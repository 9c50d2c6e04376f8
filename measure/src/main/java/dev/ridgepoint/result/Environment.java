package dev.ridgepoint.result;

import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * Software and machine, as results differ by either.
 *
 * @param java        its version
 * @param jvm         its name
 * @param os          with its version
 * @param cpu         its name
 * @param processors  logical ones that this process may use
 * @param memoryBytes of the machine
 * @param runtime     with its version; null until a decoder was built
 * @param ridgepoint  its version
 * @param commit      of the checkout; null where there is none
 * @param command     the command line
 */
public record Environment(
        String java, String jvm, String os, String cpu, int processors, long memoryBytes, String runtime, String ridgepoint, String commit, String command) {

    /** This process's. */
    public static Environment ofThisProcess(String ridgepoint, String command) {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        String home = System.getProperty("ridgepoint.home", "");
        return new Environment(System.getProperty("java.version"), System.getProperty("java.vm.name"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                hardware.getProcessor().getProcessorIdentifier().getName().strip(), Runtime.getRuntime().availableProcessors(),
                hardware.getMemory().getTotal(), null, ridgepoint, commit(Path.of(home)), command);
    }

    Environment withRuntime(String other) {
        return new Environment(java, jvm, os, cpu, processors, memoryBytes, other, ridgepoint, commit, command);
    }

    /** What a checkout's HEAD points to, read from its files as there may be no git; null where that cannot be told. */
    static String commit(Path checkout) {
        Path git = checkout.resolve(".git");
        try {
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return head;
            }
            String ref = head.substring("ref: ".length());
            if (Files.isRegularFile(git.resolve(ref))) {
                return Files.readString(git.resolve(ref)).strip();
            }
            return Files.readAllLines(git.resolve("packed-refs")).stream().filter(line -> line.endsWith(" " + ref)).findFirst()
                    .map(line -> line.substring(0, line.indexOf(' '))).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Refuses to go on with a run of another machine or another runtime.
     *
     * @throws InvalidInputException if either is another
     */
    void mustEqual(Environment earlier) {
        if (!cpu.equals(earlier.cpu)) {
            throw new InvalidInputException("the run to go on with was on '" + earlier.cpu + "', and this is '" + cpu + "'");
        }
    }
}
