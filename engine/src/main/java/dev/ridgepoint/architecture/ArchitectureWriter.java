package dev.ridgepoint.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes an architecture as a descriptor that {@link ArchitectureReader} reads back to the same. */
public final class ArchitectureWriter {

    private static final int WIDTH = 120;
    private static final int INDENT = 4;

    private ArchitectureWriter() { }

    /** The descriptor's text, after a comment for each of the lines. */
    public static String text(Architecture a, List<String> comments) {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> wrapped(comment).forEach(line -> text.append("# ").append(line).append('\n')));
        top(a).forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
        text.append("groups:\n");
        a.groups().forEach(group -> group(group, text));
        if (!a.stored().formats().isEmpty()) {
            text.append("stored:\n");
            a.stored().formats().forEach((role, ids) -> text.append("  ").append(list(word(role) + ": ", runs(ids))).append('\n'));
        }
        if (!a.provenance().notes().isEmpty()) {
            text.append("notes: ").append(quoted(a.provenance().notes())).append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> top(Architecture a) {
        Architecture.Embeddings e = a.embeddings();
        Map<String, String> top = new LinkedHashMap<>();
        top.put("id", quoted(a.id()));
        top.put("name", quoted(a.name()));
        top.put("family", quoted(a.family()));
        top.put("kind", word(a.kind()));
        top.put("source", quoted(a.provenance().source()));
        top.put("confidence", a.provenance().confidence());
        top.put("native-weights", a.nativeWeights());
        top.put("hidden", String.valueOf(a.hidden()));
        top.put("vocabulary", String.valueOf(a.vocabulary()));
        top.put("tied-embeddings", String.valueOf(e.tied()));
        number(top, "positions", e.positions(), 0);
        number(top, "token-types", e.tokenTypes(), 0);
        flag(top, "embedding-norm", e.embeddingNorm(), false);
        top.put("norm", word(a.norm()));
        flag(top, "final-norm", e.finalNorm(), true);
        flag(top, "lm-head-bias", e.outputBias(), false);
        flag(top, "pooler", e.pooler(), false);
        if (e.pooling() != Architecture.Pooling.NONE) {
            top.put("pooling", word(e.pooling()));
        }
        number(top, "max-context", a.maxContext(), 0);
        top.put("layers", list("{count: " + a.layers() + ", pattern: ", runs(a.layerPattern().cycle())) + "}");
        return top;
    }

    /** A list in brackets, over as many lines as it needs. */
    private static String list(String before, List<String> items) {
        StringBuilder text = new StringBuilder(before).append('[');
        int column = text.length();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 < items.size() ? ", " : "]");
            if (column + item.length() > WIDTH && i > 0) {
                text.setLength(text.length() - 1);
                text.append("\n    ");
                column = INDENT;
            }
            text.append(item);
            column += item.length();
        }
        return text.toString();
    }

    /** Equal neighbours as {@code N x name}. */
    private static List<String> runs(List<String> names) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < names.size();) {
            int end = i;
            while (end < names.size() && names.get(end).equals(names.get(i))) {
                end++;
            }
            runs.add(end - i == 1 ? names.get(i) : end - i + " x " + names.get(i));
            i = end;
        }
        return runs;
    }

    private static void group(LayerGroup group, StringBuilder text) {
        text.append("  ").append(group.name()).append(":\n");
        if (group.norms() != LayerGroup.Norms.PRE) {
            text.append("    norms: ").append(word(group.norms())).append('\n');
        }
        blocks("mixer", group.mixers().stream().map(ArchitectureWriter::mixer).toList(), text);
        blocks("feed-forward", group.feedForwards().stream().map(ArchitectureWriter::feedForward).toList(), text);
    }

    private static void blocks(String key, List<Map<String, String>> blocks, StringBuilder text) {
        if (blocks.size() == 1) {
            text.append("    ").append(key).append(": ").append(flow(blocks.get(0))).append('\n');
        } else if (!blocks.isEmpty()) {
            text.append("    ").append(key).append("s:\n");
            blocks.forEach(block -> text.append("      - ").append(flow(block)).append('\n'));
        }
    }

    private static String flow(Map<String, String> keys) {
        return keys.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining(", ", "{", "}"));
    }

    private static Map<String, String> mixer(Mixer mixer) {
        Map<String, String> m = new LinkedHashMap<>();
        if (mixer instanceof GroupedQueryAttention attention) {
            attention(attention, m);
        } else if (mixer instanceof LatentAttention latent) {
            put(m, "kind", "mla", "heads", latent.heads());
            number(m, "q-rank", latent.queryRank(), 0);
            put(m, "kv-rank", latent.kvRank(), "nope-size", latent.nopeSize(), "rope-size", latent.ropeSize(), "value-size", latent.valueSize());
            latent.indexer().ifPresent(i -> m.put("indexer", "{heads: " + i.heads() + ", head-size: " + i.headSize() + ", top: " + i.top() + "}"));
        } else if (mixer instanceof Mamba1 mamba) {
            put(m, "kind", "mamba1", "inner", mamba.inner(), "state", mamba.state(), "dt-rank", mamba.dtRank(), "conv", mamba.conv());
        } else if (mixer instanceof Mamba2 mamba) {
            put(m, "kind", "mamba2", "heads", mamba.heads(), "head-size", mamba.headSize(), "state", mamba.state(), "groups", mamba.groups(),
                    "conv", mamba.conv());
            flag(m, "gate-norm", mamba.gateNorm(), true);
        } else if (mixer instanceof GatedDeltaNet delta) {
            put(m, "kind", "gated-delta-net", "key-heads", delta.keyHeads(), "key-size", delta.keySize(), "value-heads", delta.valueHeads(),
                    "value-size", delta.valueSize(), "conv", delta.conv());
        } else if (mixer instanceof ShortConvolution convolution) {
            put(m, "kind", "short-conv", "conv", convolution.conv());
        }
        return m;
    }

    private static void attention(GroupedQueryAttention a, Map<String, String> m) {
        String kind = a.kvHeads() == a.heads() ? "mha" : a.kvHeads() == 1 ? "mqa" : "gqa";
        put(m, "kind", kind, "heads", a.heads(), "kv-heads", a.kvHeads(), "head-size", a.headSize());
        switch (a.span().kind()) {
            case SLIDING -> put(m, "window", a.span().tokens());
            case CHUNKED -> put(m, "chunk", a.span().tokens());
            default -> { }
        }
        number(m, "rotary-size", a.rotarySize(), a.headSize());
        flag(m, "qkv-bias", a.qkvBias(), false);
        flag(m, "o-bias", a.outputBias(), false);
        if (a.qkNorm() != GroupedQueryAttention.QkNorm.NONE) {
            m.put("qk-norm", word(a.qkNorm()));
        }
        flag(m, "fused-qkv", a.fusedQkv(), false);
        flag(m, "output-gate", a.outputGate(), false);
        flag(m, "sinks", a.sinks(), false);
        flag(m, "key-is-value", a.keyIsValue(), false);
    }

    private static Map<String, String> feedForward(FeedForward block) {
        Map<String, String> m = new LinkedHashMap<>();
        if (block instanceof DenseFeedForward dense) {
            put(m, "kind", dense.gated() ? "gated" : "plain", "width", dense.width(), "activation", quoted(dense.activation()));
            flag(m, "bias", dense.bias(), false);
            flag(m, "fused-gate-up", dense.fusedGateUp(), false);
        } else if (block instanceof MixtureOfExperts moe) {
            put(m, "kind", "moe", "experts", moe.experts(), "top", moe.top(), "width", moe.width(), "activation", quoted(moe.activation()));
            flag(m, "gated", moe.gated(), true);
            flag(m, "bias", moe.bias(), false);
            flag(m, "router-bias", moe.routerBias(), false);
            number(m, "latent", moe.latent(), 0);
            if (moe.sharedWidth() > 0) {
                m.put("shared", "{width: " + moe.sharedWidth() + (moe.sharedGate() ? ", gate: true}" : "}"));
            }
        }
        return m;
    }

    private static void put(Map<String, String> m, Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            m.put(keysAndValues[i].toString(), keysAndValues[i + 1].toString());
        }
    }

    private static void number(Map<String, String> m, String key, long value, long usual) {
        if (value != usual) {
            m.put(key, String.valueOf(value));
        }
    }

    private static void flag(Map<String, String> m, String key, boolean value, boolean usual) {
        if (value != usual) {
            m.put(key, String.valueOf(value));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A text that YAML would not read as written goes between quotes. */
    private static String quoted(String text) {
        if (text.matches("[A-Za-z][A-Za-z0-9 ._/()+-]*") && !text.endsWith(" ") && !text.matches("(?i)true|false|null|yes|no|on|off|y|n")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xd800 && c < 0xe000) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Lines of at most {@link #WIDTH} characters, of what may be a file's own words: no line break of theirs ends a comment. */
    private static List<String> wrapped(String comment) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : comment.replaceAll("\\p{Cc}|[\\u2028\\u2029\\ufeff]", " ").strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
