package dev.ridgepoint.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.NNAPIFlags;
import dev.ridgepoint.input.InvalidInputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of ONNX Runtime that carries out operators on a device. Operators that it has no kernel for run on the CPU. Java hands every pass its tensors in
 * main memory, so that on a device with a memory of its own the cache crosses over and back in each pass.
 */
public enum ExecutionProvider {
    CPU("cpu", OrtProvider.CPU, options -> { }),
    CUDA("CUDA", OrtProvider.CUDA, options -> options.addCUDA(0)),
    ROCM("ROCm", OrtProvider.ROCM, options -> options.addROCM(0)),
    DIRECTML("DirectML", OrtProvider.DIRECT_ML, options -> options.addDirectML(0)),
    COREML_GPU("CoreML", OrtProvider.CORE_ML, options -> options.addCoreML(Map.of("MLComputeUnits", "CPUAndGPU"))),
    COREML_NPU("CoreML", OrtProvider.CORE_ML, options -> options.addCoreML(Map.of("MLComputeUnits", "CPUAndNeuralEngine"))),
    OPENVINO_GPU("OpenVINO", OrtProvider.OPEN_VINO, options -> options.addOpenVINO("GPU")),
    OPENVINO_NPU("OpenVINO", OrtProvider.OPEN_VINO, options -> options.addOpenVINO("NPU")),
    WEBGPU("WebGPU", OrtProvider.WEBGPU, options -> options.addWebGPU(Map.of())),
    QNN("QNN", OrtProvider.QNN, options -> options.addQnn(Map.of("backend_type", "htp"))),
    NNAPI("NNAPI", OrtProvider.NNAPI, options -> options.addNnapi(EnumSet.of(NNAPIFlags.CPU_DISABLED)));

    private final String id;
    private final OrtProvider provider;
    private final Registration registration;

    @FunctionalInterface
    private interface Registration {
        void addTo(SessionOptions options) throws OrtException;
    }

    ExecutionProvider(String id, OrtProvider provider, Registration registration) {
        this.id = id;
        this.provider = provider;
        this.registration = registration;
    }

    /** Its name: {@code cpu}, {@code CUDA}. */
    public String id() {
        return id;
    }

    /**
     * The first provider of a device that this build of ONNX Runtime has and that loads here.
     *
     * @throws InvalidInputException if there is none: which were looked for, what there is, and where one is to be had
     */
    public static ExecutionProvider on(Device device) {
        return device == Device.CPU ? CPU : on(device, OnnxEnvironment.providers(), ExecutionProvider::whyNot);
    }

    /** What keeps a provider from loading; empty when it does. */
    @FunctionalInterface
    interface Trial {
        String whyNot(ExecutionProvider provider);
    }

    static ExecutionProvider on(Device device, Set<OrtProvider> built, Trial trial) {
        List<String> failures = new ArrayList<>();
        for (ExecutionProvider candidate : device.providers()) {
            if (built.contains(candidate.provider)) {
                String failure = trial.whyNot(candidate);
                if (failure.isEmpty()) {
                    return candidate;
                }
                failures.add(candidate.id + " does not load (" + failure + ")");
            }
        }
        String names = device.providers().stream().map(ExecutionProvider::id).collect(Collectors.joining(", "));
        String there = built.stream().map(ExecutionProvider::nameOf).sorted().collect(Collectors.joining(", "));
        throw new InvalidInputException("no " + device + " for ONNX Runtime " + OnnxEnvironment.get().getVersion() + ": it takes one of " + names + ", and "
                + (failures.isEmpty() ? "this build has " + there + " only" : String.join(", ", failures)) + "; " + device.source()
                + "; -Donnxruntime.native.path names the folder of its libraries");
    }

    private static String nameOf(OrtProvider provider) {
        return provider.getName().replace("ExecutionProvider", "");
    }

    private static String whyNot(ExecutionProvider provider) {
        try (SessionOptions options = new SessionOptions()) {
            provider.addTo(options);
            return "";
        } catch (OrtException e) {
            return OnnxEnvironment.reason(e);
        }
    }

    void addTo(SessionOptions options) throws OrtException {
        registration.addTo(options);
    }
}
