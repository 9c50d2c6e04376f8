package dev.ridgepoint.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.result.DocumentedRun;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.validate.Implausible;
import dev.ridgepoint.validate.Implausible.Limit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No name, of a run or in its file, is ever taken for something else than a name. */
class AnyNameTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9]*)|<[!?]");
    /** What a page is made of. */
    private static final Set<String> TAGS = Set.of("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "bdi", "p", "section", "ul", "li",
            "div", "figure", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "defs", "clipPath", "rect", "g", "line", "path",
            "ellipse", "text", "polygon");

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> pieces = Arbitraries.of("<script>", "</td>", "\"", "'", "&lt;", "|", "`", "\\", "=1+1", "@", "-", "+", ",", "\n", "\r\n", "\t",
                "\u0000", "\u202e", "\u200f", "\ud83d", "]]>", "-->", "</style>", "<img src=x onerror=alert(1)>", "\u05e9\u05dc\u05d5\u05dd", "run");
        return Combinators.combine(pieces.list().ofMaxSize(5), Arbitraries.strings().ofMaxLength(12))
                .as((list, rest) -> String.join("", list) + rest + list.size());
    }

    private static Export export(String name) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(DocumentedRun.JSON);
        ((ObjectNode) tree.at("/metadata/model")).put("name", name);
        ((ObjectNode) tree.at("/metadata/device_info")).put("name", name);
        Path file = Files.createTempFile("run", ".json");
        try {
            Files.writeString(file, JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(tree));
            ExportedRun run = ExportedRun.read(file, name).doubted(List.of(new Implausible(Limit.COMPUTE, Optional.of(Metric.FIRST_TOKEN), 2, 1, name)));
            return new Export(List.of(run, ExportedRun.read(file, "cpu")), List.of(Metric.values()), Optional.of(run), List.of(MetadataField.values()));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 20)
    void aPageHasNoTagsButItsOwn(@ForAll("names") String name) throws Exception {
        String page = ExportFormat.HTML.text(export(name));
        Matcher tags = TAG.matcher(page.replaceFirst("<!doctype html>", ""));
        while (tags.find()) {
            assertThat(tags.group(1)).as(page.substring(tags.start(), Math.min(page.length(), tags.start() + 60))).isIn(TAGS);
        }
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(page)).isTrue();
        assertThat(page).doesNotContain("\u202e", "\u200f", "\u0000");
        // A chart is well-formed by itself.
        String svg = page.substring(page.indexOf("<svg "), page.indexOf("</svg>") + "</svg>".length());
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 60)
    void aTableOfMarkdownKeepsItsCells(@ForAll("names") String name) throws IOException {
        String text = ExportFormat.MARKDOWN.text(export(name));
        List<Integer> cells = text.lines().filter(line -> line.startsWith("|"))
                .map(line -> line.replaceAll("\\\\.", "").split("\\|", -1).length).distinct().toList();
        // Metrics have eight columns, metadata three.
        assertThat(cells).containsExactly(10, 5);
        assertThat(text.replaceAll("\\\\.", "")).doesNotContain("<", "`", "[");
    }

    @Property(tries = 60)
    void csvComesBackAsItWas(@ForAll("names") String name) throws IOException {
        List<List<String>> rows = parsed(ExportFormat.CSV.text(export(name)));
        assertThat(rows).extracting(List::size).containsOnly(rows.get(0).size());
        String kept = Names.whole(name).replaceAll("[\\p{Cc}&&[^\\t\\n\\r]]", "");
        String read = rows.get(1).get(0);
        assertThat(read).doesNotMatch("(?s)[=+@\\t\\r\\n-].*");
        assertThat(read.startsWith("'") && !kept.startsWith("'") ? read.substring(1) : read).isEqualTo(kept);
        assertThat(Double.parseDouble(rows.get(1).get(8))).isEqualTo(1);
    }

    /** RFC 4180, read by the book. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> rows = new ArrayList<>();
        Matcher cells = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))(,|\r\n)").matcher(csv);
        List<String> row = new ArrayList<>();
        int end = 0;
        while (cells.find()) {
            assertThat(cells.start()).isEqualTo(end);
            end = cells.end();
            row.add(cells.group(1) == null ? cells.group(2) : cells.group(1).replace("\"\"", "\""));
            if (!cells.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        assertThat(end).isEqualTo(csv.length());
        return rows;
    }

    @Property(tries = 60)
    void jsonKeepsNamesAsTheyAre(@ForAll("names") String name) throws IOException {
        String text = ExportFormat.JSON.text(export(name));
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(JSON.readTree(text).at("/runs/0/run").textValue()).isEqualTo(name);
        assertThat(JSON.readTree(text).at("/runs/0/metadata/model/name").textValue()).isEqualTo(name);
    }
}
