package dev.ridgepoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.input.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architectures that come with Ridgepoint, against the totals computed from the published configurations. */
class ShippedArchitecturesTest {

    private static final Catalog CATALOG = new Catalog(Path.of(System.getProperty("ridgepoint.home"), "architectures"), "model");

    /** Their indexer counts here, in the weights and in the cache, and does not in the table. */
    private static final List<String> WITH_INDEXER = List.of("deepseek-v3.2", "glm-5");

    /**
     * The full layers use the key projection for the values too, and the table caches it once. A runtime norms and rotates the keys only, so it keeps
     * both: 5 layers of 2 heads of 512 elements more, at 2 bytes.
     */
    private static final Map<String, Integer> VALUES_CACHED_BESIDE_KEYS = Map.of("gemma-4-26b-a4b", 5 * 2 * 512 * 2);

    /** One row of models.csv; numbers are empty where the table has none. */
    record Row(String id, String kind, String parameters, String active, String cacheBytes) {

        @Override
        public String toString() {
            return id;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = ShippedArchitecturesTest.class.getResourceAsStream("/facts/models.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(2).map(line -> {
                String[] cells = line.split(",", -1);
                return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
            }).toList();
        }
    }

    static Stream<Row> modelled() throws IOException {
        return rows().stream().filter(row -> !isNotModelled(row.id()));
    }

    static List<String> ids() {
        return CATALOG.ids();
    }

    @Test
    void everyModelOfTheTableHasAFileAndEveryFileARow() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(120).extracting(Row::id).containsExactlyInAnyOrderElementsOf(CATALOG.ids());
    }

    @Test
    void whatIsNotModelledIsKnownAndSaysWhy() throws IOException {
        List<String> notModelled = ids().stream().filter(ShippedArchitecturesTest::isNotModelled).toList();
        assertThat(notModelled).containsExactlyInAnyOrder(
                "flan-t5-base", "gemma-3n-e2b", "gemma-3n-e4b", "whisper-base", "whisper-large-v3", "whisper-medium", "whisper-small", "whisper-tiny");
        for (String id : notModelled) {
            assertThatExceptionOfType(NotModelledException.class).isThrownBy(() -> read(id))
                    .satisfies(e -> assertThat(e.getMessage()).startsWith(id + " is not modelled: ").hasSizeGreaterThan(id.length() + 40).doesNotContain("\n"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modelled")
    void everyFileReads(Row row) {
        Architecture model = read(row.id());
        assertThat(model.id()).isEqualTo(row.id());
        assertThat(model.kind().name()).isEqualToIgnoringCase(row.kind());
        assertThat(model.groups().stream().mapToInt(LayerGroup::count).sum()).isEqualTo(model.layers());
        assertThat(model.withLayers(model.layers())).isEqualTo(model);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modelled")
    void parametersAreThoseOfTheTable(Row row) {
        double tolerance = WITH_INDEXER.contains(row.id()) ? 0.03 : 0.005;
        assertClose(read(row.id()).parameters(), row.parameters(), tolerance);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modelled")
    void activeParametersAreThoseOfTheTable(Row row) {
        Architecture model = read(row.id());
        boolean hasExperts = model.groups().stream().flatMap(group -> group.feedForwards().stream()).anyMatch(MixtureOfExperts.class::isInstance);
        assertThat(row.active().isEmpty()).isEqualTo(!hasExperts);
        if (hasExperts) {
            assertClose(model.activeParameters(), row.active(), WITH_INDEXER.contains(row.id()) ? 0.03 : 0.005);
        } else {
            assertThat(model.activeParameters()).isEqualTo(model.parameters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modelled")
    void theCacheOfATokenIsThatOfTheTable(Row row) {
        Architecture model = read(row.id());
        if (row.cacheBytes().isEmpty()) {
            assertThat(model.kind()).isEqualTo(Architecture.Kind.ENCODER);
            return;
        }
        long indexer = 2 * model.groups().stream().mapToLong(group -> group.count() * group.mixers().stream()
                .mapToLong(mixer -> mixer instanceof LatentAttention mla ? mla.indexer().map(LatentAttention.Indexer::headSize).orElse(0) : 0).sum()).sum();
        assertThat(indexer > 0).isEqualTo(WITH_INDEXER.contains(row.id()));
        assertThat(2 * model.cacheElementsPerToken())
                .isEqualTo(Long.parseLong(row.cacheBytes()) + indexer + VALUES_CACHED_BESIDE_KEYS.getOrDefault(row.id(), 0));
    }

    /** Close to a count in billions: within a share of it, or half a unit of the last digit that is printed. */
    private static void assertClose(long count, String billions, double share) {
        int decimals = billions.contains(".") ? billions.length() - billions.indexOf('.') - 1 : 0;
        double expected = Double.parseDouble(billions);
        assertThat(count / 1e9).isCloseTo(expected, within(Math.max(share * expected, 0.5000001 * Math.pow(10, -decimals))));
    }

    private static boolean isNotModelled(String id) {
        try {
            read(id);
            return false;
        } catch (NotModelledException e) {
            return true;
        }
    }

    private static Architecture read(String id) {
        return ArchitectureReader.read(CATALOG.find(id));
    }
}
