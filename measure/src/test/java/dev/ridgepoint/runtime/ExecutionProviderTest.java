package dev.ridgepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtProvider;
import dev.ridgepoint.input.InvalidInputException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionProviderTest {

    private static final ExecutionProvider.Trial LOADS = provider -> "";

    @Test
    void theProcessorIsAlwaysThere() {
        assertThat(ExecutionProvider.on(Device.CPU)).isEqualTo(ExecutionProvider.CPU);
    }

    @Test
    void theFirstThatIsBuiltAndLoadsIsTaken() {
        Set<OrtProvider> built = EnumSet.of(OrtProvider.CPU, OrtProvider.WEBGPU, OrtProvider.CUDA, OrtProvider.OPEN_VINO);
        assertThat(ExecutionProvider.on(Device.GPU, built, LOADS)).isEqualTo(ExecutionProvider.CUDA);
        assertThat(ExecutionProvider.on(Device.GPU, built, provider -> provider == ExecutionProvider.CUDA ? "no libcudart" : ""))
                .isEqualTo(ExecutionProvider.OPENVINO_GPU);
        assertThat(ExecutionProvider.on(Device.NPU, built, LOADS)).isEqualTo(ExecutionProvider.OPENVINO_NPU);
    }

    @ParameterizedTest
    @EnumSource(value = Device.class, names = {"GPU", "NPU"})
    void whereThereIsNoneThatIsSaid(Device device) {
        String first = device.providers().get(0).id();
        assertThatThrownBy(() -> ExecutionProvider.on(device, EnumSet.of(OrtProvider.CPU), LOADS)).isInstanceOf(InvalidInputException.class)
                .message().startsWith("no " + device + " for ONNX Runtime ")
                .contains("one of " + first + ", ", "this build has CPU only", "com.microsoft.onnxruntime:onnxruntime")
                .hasLineCount(1);
    }

    @Test
    void whatDoesNotLoadIsNamedWithTheReason() {
        assertThatThrownBy(() -> ExecutionProvider.on(Device.GPU, EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA), provider -> "no libcudart.so.12"))
                .hasMessageContaining("CUDA does not load (no libcudart.so.12)").message().doesNotContain("this build has");
    }

    /** ONNX Runtime as Maven Central has it for this platform runs on the processor alone; where it does not, there is nothing to refuse. */
    @Test
    void thisBuildIsAskedForWhatItHas() {
        for (Device device : new Device[] {Device.GPU, Device.NPU}) {
            if (OnnxEnvironment.providers().equals(EnumSet.of(OrtProvider.CPU))) {
                assertThatThrownBy(() -> ExecutionProvider.on(device)).isInstanceOf(InvalidInputException.class);
            }
        }
    }
}
