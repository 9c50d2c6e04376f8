package dev.ridgepoint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file that a person can give by mistake ends in one line that says where it is wrong. */
@Timeout(20)
class YamlFileTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("an open brace", "a: 1\nb: {c: 2\n", "f.yaml:3: is not YAML: "),
                Arguments.of("a tab", "a:\n\tb: 1\n", "f.yaml:2: is not YAML: "),
                Arguments.of("bad indentation", "a: 1\n  b: 2\n", "f.yaml:2: is not YAML: "),
                Arguments.of("an open quote", "a: 'b\nc: d\n", "is not YAML: "),
                Arguments.of("a duplicate key", "a: 1\nb: 2\na: 3\n", "f.yaml:3: a: is given twice"),
                Arguments.of("a duplicate key inside", "a:\n  b: 2\n  b: 3\n", "f.yaml:3: a.b: is given twice"),
                Arguments.of("a duplicate key in braces", "a: {b: 2,\n    b: 3}\n", "f.yaml:2: a.b: is given twice"),
                Arguments.of("no value", "a: 1\nb:\n", "f.yaml:2: b: has no value"),
                Arguments.of("a null", "a: ~\n", "f.yaml:1: a: has no value"),
                Arguments.of("a list", "- 1\n- 2\n", "f.yaml:1: must be a mapping of keys to values"),
                Arguments.of("a single value", "hello\n", "f.yaml:1: must be a mapping of keys to values"),
                Arguments.of("nothing", "", "f.yaml: is empty"),
                Arguments.of("only a comment", "# nothing\n", "f.yaml: is empty"),
                Arguments.of("only a document mark", "---\n", "f.yaml:1: has no value"),
                Arguments.of("two documents", "a: 1\n---\nb: 2\n", "f.yaml: has more than one document"),
                Arguments.of("an anchor on a mapping", "a: &x {b: 1}\n", "f.yaml:1: a: anchors and aliases are not supported; write the value out"),
                Arguments.of("an anchor on a list", "a: &x [1]\n", "f.yaml:1: a: anchors and aliases are not supported; write the value out"),
                Arguments.of("an anchor on everything", "&x\na: 1\n", "anchors and aliases are not supported; write the value out"),
                Arguments.of("an alias", "a: 1\nb: *x\n", "f.yaml:2: b: anchors and aliases are not supported; write the value out"),
                Arguments.of("a merged alias", "a: 1\n<<: *x\n", "f.yaml:2: <<: anchors and aliases are not supported; write the value out"),
                Arguments.of("a list as key", "? [a, b]\n: 1\n", "is not YAML: "),
                Arguments.of("a control character", "a: b\u0001c\n", "is not YAML: "),
                Arguments.of("no breaks at all", "%".repeat(1000), "is not YAML: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isRefusedInOneLine(String name, String text, String message) throws IOException {
        assertThat(refused(Files.writeString(folder.resolve("f.yaml"), text))).contains(message);
    }

    @Test
    void billionLaughsAreRefusedAtTheFirst() throws IOException {
        StringBuilder text = new StringBuilder("a: &a [lol, lol]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            text.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ", ").repeat(9)).append("lol]\n");
        }
        assertThat(refused(Files.writeString(folder.resolve("f.yaml"), text))).contains("f.yaml:1: a: anchors and aliases are not supported");
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100, 5_000, 100_000})
    void deepNestingIsRefused(int depth) throws IOException {
        assertThat(refused(Files.writeString(folder.resolve("f.yaml"), "a: " + "[".repeat(depth) + "]".repeat(depth)))).contains("f.yaml:1: a.");
        assertThat(refused(Files.writeString(folder.resolve("f.yaml"), "{a: ".repeat(depth) + "1" + "}".repeat(depth)))).contains("f.yaml:1: a.");
    }

    @Test
    void tenMegabytesAreRefusedWithoutReadingThem() throws IOException {
        byte[] bytes = new byte[10 << 20];
        Arrays.fill(bytes, (byte) 'a');
        assertThat(refused(Files.write(folder.resolve("f.yaml"), bytes))).contains("f.yaml: is too large; a descriptor has at most 1048576 bytes");
    }

    @Test
    void aDeviceWithoutEndIsRefused() {
        Path zeros = Path.of("/dev/zero");
        if (Files.isReadable(zeros)) {
            assertThat(refused(zeros)).contains("/dev/zero: is too large");
        }
    }

    @Test
    void aFolderIsRefused() {
        assertThat(refused(folder)).isEqualTo(folder + ": is a folder, not a file");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThat(refused(folder.resolve("none.yaml"))).endsWith("none.yaml: no such file");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("f.yaml"), "name: Gerät\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(file)).endsWith("f.yaml: is not UTF-8 text");
    }

    @Test
    void garbageIsRefused() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(2000)];
            random.nextBytes(bytes);
            refused(Files.write(folder.resolve("f.yaml"), bytes));
        }
    }

    @Test
    void asciiGarbageIsReadOrRefusedAndNothingElse() throws IOException {
        Random random = new Random(2);
        String alphabet = "ab:-[]{},&*#?|<>=!%@`'\" \n\t0~.";
        int refusals = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(60), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            Path file = Files.writeString(folder.resolve("f.yaml"), text);
            try {
                YamlFile.read(file);
            } catch (InvalidInputException e) {
                refusals++;
                assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            }
        }
        assertThat(refusals).isGreaterThan(2000);
    }

    @Test
    void whatIsReadKnowsItsPlace() throws IOException {
        YamlMapping top = YamlFile.read(Files.writeString(folder.resolve("f.yaml"), """
                # a comment
                one: 1
                two:
                  three: {four: x,
                          five: [y, z]}
                  six: >-
                    folded
                    text
                """));
        YamlMapping two = top.mapping("two");
        assertThat(top.get("one").place()).isEqualTo(place(2, "one"));
        assertThat(two.place()).isEqualTo(place(3, "two"));
        assertThat(two.mapping("three").get("four").place()).isEqualTo(place(4, "two.three.four"));
        assertThat(two.mapping("three").items("five").get(1).place()).isEqualTo(place(5, "two.three.five.[1]"));
        assertThat(two.get("six").place()).isEqualTo(place(6, "two.six"));
        assertThat(two.text("six")).isEqualTo("folded text");
        assertThat(top.keys()).containsExactly("one", "two");
    }

    @Test
    void anUnknownKeyIsNamedWhereItStands() throws IOException {
        YamlMapping top = YamlFile.read(Files.writeString(folder.resolve("f.yaml"), "heads: 1\nwindw:\n  a: 1\n"));
        top.find("heads");
        top.find("window");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(top::rejectUnknownKeys)
                .withMessage(folder.resolve("f.yaml") + ":2: windw: unknown key; did you mean 'window'?");
    }

    @Test
    void aValueOfAMegabyteGivesAShortMessage() throws IOException {
        YamlMapping top = YamlFile.read(Files.writeString(folder.resolve("f.yaml"), "heads: " + "9".repeat(900_000) + "\n"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> top.positive("heads"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(3000));
    }

    @Test
    void whatTheFileHoldsCannotDriveTheTerminal() throws IOException {
        YamlMapping top = YamlFile.read(Files.writeString(folder.resolve("f.yaml"), "a: \"x\\e[31m\\r\\nsecond\\u2028line\"\n"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> top.positive("a"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\r", "\n", "\u2028").contains("second"));
    }

    private YamlNode.Place place(int line, String field) {
        return new YamlNode.Place(folder.resolve("f.yaml").toString(), line, field);
    }

    private static String refused(Path file) {
        try {
            YamlFile.read(file);
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n").hasSizeLessThan(3000);
            return e.getMessage();
        }
        throw new AssertionError(file + " was read");
    }
}
