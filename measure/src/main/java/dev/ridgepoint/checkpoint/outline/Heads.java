package dev.ridgepoint.checkpoint.outline;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;

/** Attention heads, described feature by feature: full attention with rotary embedding and no biases until told otherwise. */
public final class Heads {

    private final int queries;
    private final int keys;
    private final int size;
    private AttentionSpan span = AttentionSpan.FULL;
    private boolean qkvBias;
    private boolean outputBias;
    private QkNorm qkNorm = QkNorm.NONE;
    private boolean fused;
    private boolean outputGate;
    private boolean sinks;
    private int rotary;
    private boolean keyIsValue;

    private Heads(int queries, int keys, int size) {
        this.queries = queries;
        this.keys = keys;
        this.size = size;
        this.rotary = size;
    }

    /** So many query heads over so many key-value heads of a size. */
    public static Heads of(int queries, int keys, int size) {
        return new Heads(queries, keys, size);
    }

    /** Each query sees so many tokens back. */
    public Heads window(int tokens) {
        span = new AttentionSpan(AttentionSpan.Kind.SLIDING, tokens);
        return this;
    }

    /** Each query sees its chunk of so many tokens. */
    public Heads chunk(int tokens) {
        span = new AttentionSpan(AttentionSpan.Kind.CHUNKED, tokens);
        return this;
    }

    /** Whether the three projections, and the output projection, have a bias. */
    public Heads biases(boolean inputs, boolean output) {
        qkvBias = inputs;
        outputBias = output;
        return this;
    }

    /** How queries and keys are normalised. */
    public Heads qkNorm(QkNorm norm) {
        qkNorm = norm;
        return this;
    }

    /** The three projections are stored as one. */
    public Heads fused() {
        fused = true;
        return this;
    }

    /** The query projection also yields a gate. */
    public Heads outputGate() {
        outputGate = true;
        return this;
    }

    /** Each head has a learned sink. */
    public Heads sinks() {
        sinks = true;
        return this;
    }

    /** So many elements of a head are turned; 0 for none. */
    public Heads rotary(int elements) {
        rotary = elements;
        return this;
    }

    /** Values are the keys. */
    public Heads keyIsValue() {
        keyIsValue = true;
        return this;
    }

    /** @throws IllegalArgumentException if the numbers contradict one another */
    public GroupedQueryAttention mixer() {
        return new GroupedQueryAttention(
                queries, keys, size, span, qkvBias, outputBias, qkNorm, fused, outputGate, sinks, rotary, keyIsValue);
    }
}
