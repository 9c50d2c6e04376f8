package dev.ridgepoint.checkpoint.outline;

import java.util.ArrayList;
import java.util.List;

/** What a reader of a file should know of how it was understood, gathered as it is read. */
public final class Remarks {

    private final List<String> assumed = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** A field that the file does not have, and what is taken for it. */
    public void assume(String field, Object value) {
        String line = field + " = " + value;
        if (!assumed.contains(line)) {
            assumed.add(line);
        }
    }

    /** Something that the file does not say and that is left open. */
    public void absent(String what) {
        if (!absent.contains(what)) {
            absent.add(what);
        }
    }

    /** Something of the file that may matter and was not used. */
    public void unknown(String what) {
        if (!unknown.contains(what)) {
            unknown.add(what);
        }
    }

    /** A sentence for the descriptor's notes: what is left out, and what surprises. */
    public void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    /** {@code field = value} of every field that was missing. */
    public List<String> assumed() {
        return List.copyOf(assumed);
    }

    /** What was not understood. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Sentences. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** A line each: what was not in the file, and what was and is not used. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!assumed.isEmpty()) {
            lines.add("Not in the file, taken as the family has it: " + String.join(", ", assumed) + ".");
        }
        if (!absent.isEmpty()) {
            lines.add("Not in the file, and left open: " + String.join(", ", absent) + ".");
        }
        if (!unknown.isEmpty()) {
            lines.add("In the file and not used, although it may matter: " + String.join(", ", unknown) + ".");
        }
        return lines;
    }
}
