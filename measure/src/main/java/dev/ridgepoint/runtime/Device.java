package dev.ridgepoint.runtime;

import java.util.List;

/** What ONNX Runtime may run on, each with the execution providers that reach it, the likeliest first. */
public enum Device {
    /** The processor. */
    CPU(List.of(ExecutionProvider.CPU), ""),
    /** A graphics processor. */
    GPU(List.of(ExecutionProvider.CUDA, ExecutionProvider.ROCM, ExecutionProvider.COREML_GPU, ExecutionProvider.DIRECTML, ExecutionProvider.OPENVINO_GPU,
            ExecutionProvider.WEBGPU), "a build with CUDA is com.microsoft.onnxruntime:onnxruntime_gpu on Maven Central"),
    /** A neural processor. */
    NPU(List.of(ExecutionProvider.QNN, ExecutionProvider.COREML_NPU, ExecutionProvider.OPENVINO_NPU, ExecutionProvider.NNAPI),
            "a build with QNN is com.microsoft.onnxruntime:onnxruntime-android-qnn on Maven Central, for Android; elsewhere it is to be built from source");

    private final List<ExecutionProvider> providers;
    private final String source;

    Device(List<ExecutionProvider> providers, String source) {
        this.providers = providers;
        this.source = source;
    }

    /** The providers that reach it, in the order in which they are tried. */
    public List<ExecutionProvider> providers() {
        return providers;
    }

    /** Where a build of ONNX Runtime with one of them is to be had; empty for the processor, which every build runs on. */
    String source() {
        return source;
    }
}
