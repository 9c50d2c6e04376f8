package dev.ridgepoint.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of a JSON array, of a file of JSON lines, or the one object that a file is; each with the line that it begins on. */
final class JsonRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An object and where it begins.
     *
     * @param line counted from 1
     */
    record Located(int line, JsonNode object) { }

    private JsonRecords() { }

    static List<Located> read(ResultText text) {
        // What a backend prints while it loads may stand before the results.
        int banner = start(text.text());
        int skippedLines = (int) text.text().substring(0, banner).chars().filter(c -> c == '\n').count();
        List<Located> records = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text.text().substring(banner))) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = skippedLines + parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.START_OBJECT) {
                    records.add(new Located(line, JSON.readTree(parser)));
                } else if (token == JsonToken.START_ARRAY && depth == 0 && records.isEmpty()) {
                    depth++;
                } else if (token == JsonToken.END_ARRAY && depth == 1) {
                    // What is printed behind the results is no part of them.
                    return records;
                } else {
                    throw text.mistake(line, "", "'" + parser.getText() + "' stands where an object should");
                }
            }
            return records;
        } catch (JsonEOFException e) {
            throw text.mistake(text.lines().size(), "", "ends in the middle of the JSON");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : skippedLines + e.getLocation().getLineNr();
            throw text.mistake(line, "", "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private static int start(String text) {
        int at = 0;
        for (String line : text.split("(?<=\n)")) {
            String stripped = line.stripLeading();
            // Banners begin lines with brackets too, but never alone or before a brace.
            if (stripped.startsWith("{") || stripped.matches("(?s)\\[\\s*(\\{.*|\\]\\s*)?")) {
                return at;
            }
            at += line.length();
        }
        return 0;
    }

    /** The plain values of an object as text. */
    static Fields fields(ResultText text, Located located) {
        Map<String, String> values = new LinkedHashMap<>();
        located.object().properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                values.put(field.getKey(), field.getValue().asText());
            }
        });
        return new Fields(text, located.line(), values);
    }
}
