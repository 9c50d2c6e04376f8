package dev.ridgepoint.checkpoint.onnx;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sizes that a graph's symbolic extents stand for in one pass. Exporters name them {@code batch_size}, {@code sequence_length},
 * {@code past_sequence_length} and {@code total_sequence_length}, or much alike.
 *
 * @param batch  sequences
 * @param tokens tokens of each that the pass is given
 * @param depth  tokens of each in the cache before it
 * @param named  sizes of extents by their own names; they come first
 */
public record PassSize(int batch, int tokens, int depth, Map<String, Long> named) {

    private static final Pattern PAST = Pattern.compile("past(?:_key_values)?\\.\\d+\\.(?:key|value)");
    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "position_ids", "token_type_ids");

    /** Copies its map. */
    public PassSize {
        named = Map.copyOf(named);
    }

    /** The size of an extent of one of a decoder's usual inputs, or of one whose own name tells. */
    OptionalLong of(String input, int axis, String name) {
        if (named.containsKey(name)) {
            return OptionalLong.of(named.get(name));
        }
        boolean past = PAST.matcher(input).matches();
        if (axis == 0 && (past || INPUTS.contains(input))) {
            return OptionalLong.of(batch);
        }
        if (past && axis == 2) {
            return OptionalLong.of(depth);
        }
        if (axis == 1 && INPUTS.contains(input)) {
            return OptionalLong.of(input.equals("attention_mask") ? (long) depth + tokens : tokens);
        }
        return byName(name);
    }

    private OptionalLong byName(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        if (word.contains("batch")) {
            return OptionalLong.of(batch);
        }
        boolean past = word.contains("past") || word.contains("cache");
        boolean whole = word.contains("total") || word.contains("present") || word.contains("+") || word.contains("kv_len");
        if (whole) {
            return OptionalLong.of((long) depth + tokens);
        }
        if (past) {
            return OptionalLong.of(depth);
        }
        return word.contains("seq") || word.contains("token") || word.contains("length") ? OptionalLong.of(tokens) : OptionalLong.empty();
    }
}
