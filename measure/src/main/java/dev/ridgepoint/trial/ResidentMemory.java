package dev.ridgepoint.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** How much of this process is in main memory. */
public interface ResidentMemory {

    /** Bytes now; empty where the system does not tell. */
    OptionalLong bytes();

    /** The most bytes there ever were; empty where the system does not tell. */
    OptionalLong highWater();

    /** Where the numbers come from. */
    String source();

    /** This process's. */
    static ResidentMemory ofThisProcess() {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status) ? new ProcStatus(status) : new Oshi();
    }

    /**
     * Linux's own account.
     *
     * @param file {@code /proc/self/status}
     */
    record ProcStatus(Path file) implements ResidentMemory {

        @Override
        public OptionalLong bytes() {
            return field("VmRSS:");
        }

        @Override
        public OptionalLong highWater() {
            return field("VmHWM:");
        }

        @Override
        public String source() {
            return "VmRSS and VmHWM of " + file;
        }

        private OptionalLong field(String name) {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith(name)) {
                        // The kernel's kB is 1024 bytes.
                        return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
                    }
                }
            } catch (IOException | NumberFormatException e) {
                // Not told, as where there is no such line.
            }
            return OptionalLong.empty();
        }
    }

    /** What OSHI finds out on other systems. */
    final class Oshi implements ResidentMemory {

        private final OperatingSystem system = new SystemInfo().getOperatingSystem();

        @Override
        public OptionalLong bytes() {
            OSProcess process = system.getProcess(system.getProcessId());
            return process == null || process.getResidentMemory() <= 0 ? OptionalLong.empty() : OptionalLong.of(process.getResidentMemory());
        }

        @Override
        public OptionalLong highWater() {
            return OptionalLong.empty();
        }

        @Override
        public String source() {
            return "resident set size by OSHI";
        }
    }
}
