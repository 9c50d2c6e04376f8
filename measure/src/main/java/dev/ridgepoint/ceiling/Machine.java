package dev.ridgepoint.ceiling;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * What was measured, and with what.
 *
 * @param processor   the processor's name
 * @param vendor      its maker
 * @param cores       physical cores
 * @param caches      as the system reports them
 * @param memory      bytes
 * @param system      operating system
 * @param java        version of Java
 * @param onnxRuntime version of ONNX Runtime
 * @param nd4j        version of ND4J with its backend
 * @param streams     the kernels of the bandwidth curve
 * @param threads     of everything that uses several
 * @param day         of the measurement
 */
record Machine(
        String processor, String vendor, int cores, List<Cache> caches, long memory, String system, String java, String onnxRuntime, String nd4j,
        String streams, int threads, LocalDate day) {

    static Machine describe(int threads, String streams) {
        SystemInfo info = new SystemInfo();
        CentralProcessor processor = info.getHardware().getProcessor();
        CentralProcessor.ProcessorIdentifier id = processor.getProcessorIdentifier();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "ceiling");
        return new Machine(
                id.getName().strip(), maker(id.getVendor()), processor.getPhysicalProcessorCount(), Cache.ofThisMachine(processor),
                info.getHardware().getMemory().getTotal(), System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(), environment.getVersion(), Nd4jProduct.version(), streams, threads,
                LocalDate.now(ZoneOffset.UTC));
    }

    /** Threads that a run on all of this machine uses: more than one on a core gain nothing here and disturb one another. */
    static int cores(int processors) {
        return Math.max(1, Math.min(processors, new SystemInfo().getHardware().getProcessor().getPhysicalProcessorCount()));
    }

    /** The runtime that a calibration is of. */
    String runtime() {
        return "onnxruntime " + onnxRuntime + " cpu, " + Wording.count(threads, "thread");
    }

    private static String maker(String vendor) {
        String lower = vendor.toLowerCase(Locale.ROOT);
        return lower.contains("amd") ? "AMD" : lower.contains("intel") ? "Intel" : vendor;
    }
}
