package dev.ridgepoint.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;

/** One JSON object being written. Streamed, since Jackson's data binding takes longer to load than all of a prediction. */
public final class JsonDocument {

    /** Whole numbers up to here are exact as doubles. */
    private static final double MOST_EXACT = 1L << 53;

    private final JsonGenerator json;

    private JsonDocument(JsonGenerator json) {
        this.json = json;
    }

    /** What goes into an object. */
    @FunctionalInterface
    public interface Fields {
        /** Writes them. */
        void write(JsonDocument json) throws IOException;
    }

    /** What goes into one object of an array. */
    @FunctionalInterface
    public interface RowFields<R> {
        /** Writes them. */
        void write(JsonDocument json, R row) throws IOException;
    }

    /** Prints one object and ends the line. */
    public static void print(PrintWriter out, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            generator.writeStartObject();
            fields.write(new JsonDocument(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
    }

    /** A string, a number, a truth value or null. */
    public void value(String name, Object value) throws IOException {
        json.writeFieldName(name);
        write(value);
    }

    /** An object. */
    public void object(String name, Fields fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.write(this);
        json.writeEndObject();
    }

    /** An array of objects. */
    public <R> void array(String name, Collection<R> rows, RowFields<R> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (R row : rows) {
            json.writeStartObject();
            fields.write(this, row);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An array of plain values. */
    public void array(String name, Collection<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            write(value);
        }
        json.writeEndArray();
    }

    private void write(Object value) throws IOException {
        Object plain = plain(value);
        if (plain == null) {
            json.writeNull();
        } else if (plain instanceof Range range) {
            json.writeStartObject();
            value("low", range.low());
            value("high", range.high());
            json.writeEndObject();
        } else if (plain instanceof Long whole) {
            json.writeNumber(whole);
        } else if (plain instanceof Double number) {
            json.writeNumber(number);
        } else if (plain instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(plain.toString());
        }
    }

    /** The value as files carry it: whole numbers without a point, and null for what is not a number, as JSON has no word for it. */
    static Object plain(Object value) {
        if (!(value instanceof Number number)) {
            return value;
        }
        double d = number.doubleValue();
        if (Double.isNaN(d) || Double.isInfinite(d)) {
            return null;
        }
        return d == Math.rint(d) && Math.abs(d) < MOST_EXACT ? (Object) number.longValue() : (Object) d;
    }
}
