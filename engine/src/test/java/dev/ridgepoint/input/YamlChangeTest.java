package dev.ridgepoint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field of a file set to another value, and what the file then says. */
class YamlChangeTest {

    private static final String BASE = """
            count: 3
            memory:
              dram: {bandwidth: {value: 10 GB/s, source: data}, capacity: 1 GB}
            v1.5: {size: 2}
            mixers: [{heads: 4}, {heads: 8}]
            """;

    private static YamlChange change(String path, String value) {
        return new YamlChange(path, YamlFile.parse("study.yaml", "\n\nto: " + value + "\n").get("to"));
    }

    private static String changed(String path, String value) {
        return written(change(path, value).in(YamlFile.parse("base.yaml", BASE)));
    }

    private static String written(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return mapping.keys().stream().map(key -> key + ": " + written(mapping.get(key))).collect(Collectors.joining(", ", "{", "}"));
        }
        return node instanceof YamlSequence sequence ? sequence.items().stream().map(YamlChangeTest::written).toList().toString()
                : YamlMapping.scalar(node).text();
    }

    @Test
    void onlyTheFieldChanges() {
        String before = written(YamlFile.parse("base.yaml", BASE));
        assertThat(before).isEqualTo("{count: 3, memory: {dram: {bandwidth: {value: 10 GB/s, source: data}, capacity: 1 GB}}, v1.5: {size: 2}, "
                + "mixers: [{heads: 4}, {heads: 8}]}");
        assertThat(changed("count", "5")).isEqualTo(before.replace("count: 3", "count: 5"));
        assertThat(changed("memory.dram.capacity", "2 GB")).isEqualTo(before.replace("1 GB", "2 GB"));
        assertThat(changed("memory.dram.bandwidth.value", "20 GB/s")).isEqualTo(before.replace("10 GB/s", "20 GB/s"));
        assertThat(changed("v1.5.size", "4")).isEqualTo(before.replace("size: 2", "size: 4"));
        assertThat(changed("mixers[1].heads", "16")).isEqualTo(before.replace("heads: 8", "heads: 16"));
        assertThat(changed("mixers[0]", "{heads: 1, new: 2}")).isEqualTo(before.replace("heads: 4", "heads: 1, new: 2"));
    }

    @Test
    void aValueWithoutItsSourceIsNotGivenTheOldOne() {
        assertThat(changed("memory.dram.bandwidth", "20 GB/s")).contains("bandwidth: 20 GB/s").doesNotContain("source");
    }

    @Test
    void aMappingIsLaidOverAMapping() {
        assertThat(changed("memory", "{dram: {capacity: 2 GB}, sram: {capacity: 1 MB}}"))
                .contains("dram: {bandwidth: {value: 10 GB/s, source: data}, capacity: 2 GB}, sram: {capacity: 1 MB}");
    }

    @Test
    void theLastKeyMayBeNewAndKnowsWhereItWasWritten() {
        YamlMapping top = change("memory.dram.technology", "HBM").in(YamlFile.parse("base.yaml", BASE));
        YamlNode.Place place = top.mapping("memory").mapping("dram").get("technology").place();
        assertThat(place.file()).isEqualTo("study.yaml");
        assertThat(place.line()).isEqualTo(3);
    }

    @Test
    void theFileItselfStaysAsItWas() {
        YamlMapping base = YamlFile.parse("base.yaml", BASE);
        change("memory.dram.capacity", "2 GB").in(base);
        assertThat(written(base)).contains("1 GB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            memry.dram.bandwidth  | no 'memry'; did you mean 'memory'?
            memory.dran.bandwidth | no 'dran' in memory; did you mean 'dram'?
            count.value           | goes into a single value
            mixers[2].heads       | a list of 2; its first item is [0]
            mixers[x]             | a list of 2
            mixers.heads          | a list of 2
            memory.dram.          | no '' in memory.dram
            """)
    void aPlaceThatIsNotThereIsAMistakeOfTheStudy(String path, String told) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> changed(path, "1"))
                .withMessageStartingWith("study.yaml:3: to: ").withMessageContaining(told.strip());
    }
}
