package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The output of one prediction as it was last looked at. After a change that is meant, write the files anew, and look at the difference:
 * {@code mvn -pl cli -am test -Dtest='PredictGoldenTest' -Dsurefire.failIfNoSpecifiedTests=false -Dridgepoint.golden=write}.
 */
class PredictGoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("ridgepoint.golden"));

    private static String predicted(String format) {
        return Run.output("predict", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--kv", "f16", "--prompt", "128",
                "--generate", "128", "--format", format);
    }

    private static String golden(String file, String now) throws IOException {
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), now);
        }
        return Files.readString(FOLDER.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({"table, predict.txt", "csv, predict.csv", "markdown, predict.md"})
    void textIsAsItWas(String format, String file) throws IOException {
        String now = predicted(format);
        assertThat(now).isEqualTo(golden(file, now));
    }

    @Test
    void jsonIsAsItWas() throws IOException {
        String now = predicted("json");
        ObjectMapper json = new ObjectMapper();
        assertSame("", json.readTree(now), json.readTree(golden("predict.json", now)));
    }

    private static void assertSame(String path, JsonNode now, JsonNode golden) {
        assertThat(now.getNodeType()).as(path).isEqualTo(golden.getNodeType());
        if (golden.isNumber()) {
            assertThat(now.doubleValue()).as(path).isEqualTo(golden.doubleValue(), within(1e-9 * Math.abs(golden.doubleValue())));
        } else if (golden.isObject()) {
            assertThat(now.fieldNames()).as(path).toIterable().containsExactlyElementsOf(golden::fieldNames);
            for (Iterator<String> names = golden.fieldNames(); names.hasNext();) {
                String name = names.next();
                assertSame(path + "/" + name, now.get(name), golden.get(name));
            }
        } else if (golden.isArray()) {
            assertThat(now.size()).as(path).isEqualTo(golden.size());
            for (int i = 0; i < golden.size(); i++) {
                assertSame(path + "/" + i, now.get(i), golden.get(i));
            }
        } else {
            assertThat(now).as(path).isEqualTo(golden);
        }
    }
}
