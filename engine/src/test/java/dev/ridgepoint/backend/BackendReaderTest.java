package dev.ridgepoint.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.ProductKernel.Way;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runtime's file may say, and how each mistake in it is named. */
class BackendReaderTest {

    private static final String RUNTIME = """
            id: runtime
            name: A runtime
            kernels:
              - {way: vector, rows: 8}
              - {way: integer, experts: true}
              - {way: half}
            before:
              built: 2024-06
              kernels: [{way: expanded}]
            parameters:
              streaming: 0.9
              overhead: 4
            adjustments:
              - {when: {vendor: AMD, format: 'q*_k', built-before: 2025-01}, times: {streaming: 0.5}}
            spreads:
              - {kind: decode, known: false, low-95: 0.7, low-80: 0.9, high-80: 1.1, high-95: 1.3}
            """;

    @TempDir
    private Path folder;

    private Backend read(String text) throws IOException {
        return BackendReader.read(Files.writeString(folder.resolve("runtime.yaml"), text));
    }

    @Test
    void everyPartIsUnderstood() throws IOException {
        Backend backend = read(RUNTIME);
        assertThat(backend.microBatch()).isEqualTo(512);
        assertThat(backend.kernels()).containsExactly(
                new ProductKernel(Way.VECTOR, 8, false), new ProductKernel(Way.INTEGER, Integer.MAX_VALUE, true),
                new ProductKernel(Way.HALF, Integer.MAX_VALUE, false));
        assertThat(backend.before().orElseThrow().built()).isEqualTo(new Month(2024, 6));
        assertThat(backend.parameters()).containsOnlyKeys(Parameter.STREAMING, Parameter.OVERHEAD);
        assertThat(backend.adjustments().get(0).when().format()).contains("q*_k");
        assertThat(backend.spreads()).containsExactly(new Spread(Spread.Kind.DECODE, false, 0.9, 1.1, 0.7, 1.3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            streaming: 0.9   | streeming: 0.9    | is not a parameter; did you mean 'streaming'?
            streaming: 0.9   | streaming: 1.1    | out of range; it must be from 0.3 to 1
            streaming: 0.9   | streaming: fast   | is not a number
            streaming: 0.9   | streaming: .NaN   | is not a number
            built: 2024-06   | built: 2024-13    | is not a month such as 2024-06
            built: 2024-06   | built: yesterday  | is not a month such as 2024-06
            way: half        | way: quarter      | is not one of vector, integer, half, expanded
            rows: 8          | rows: 0           | it must be from 1
            vendor: AMD      | maker: AMD        | unknown key
            kind: decode     | kind: both        | is not one of decode, prefill, short-prefill
            low-80: 0.9      | low-80: 0.5       | a spread goes from low-95 over low-80
            id: runtime      | # none            | 'id' is missing
            """)
    void mistakesAreNamed(String right, String wrong, String message) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(RUNTIME.replaceFirst(right, wrong)))
                .withMessageContaining("runtime.yaml:").withMessageContaining(message);
    }

    @Test
    void everyRuntimeOfTheLibraryIsReadUnderItsName() {
        Library library = Library.find();
        assertThat(library.runtimeCatalog().ids()).contains("llama.cpp-cuda", "llama.cpp-metal", "llama.cpp-rocm", "llama.cpp-vulkan", "llama.cpp-cpu");
        for (String id : library.runtimeCatalog().ids()) {
            assertThat(library.runtime(id).id()).isEqualTo(id);
            assertThat(library.runtime(id + "-fa")).isEqualTo(library.runtime(id));
        }
    }
}
