package dev.ridgepoint.serving;

import dev.ridgepoint.predict.RaggedBatch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A discrete-event simulation of one device that serves requests with continuous batching. The events are arrivals and the ends of passes. A pass holds one
 * token of every sequence that decodes, and pieces of prompts up to the token budget; sequences join in the order in which they came and leave when they are
 * done. Where the cache is full, the sequence that came last gives way and waits in front of those that have not begun, so that the one that came first
 * always goes on.
 *
 * <p>Nothing is allocated from one pass to the next. The same source, policy and seed give the same result.
 */
public final class Simulator {

    private final RequestSource source;
    private final ServingPolicy policy;
    private final CacheLayout layout;
    private final PassTime passTime;
    private final RaggedBatch batch;
    private final int tokensHere;
    private final StageListener listener;
    private final SplittableRandom random;
    private final KvCache cache;
    private final Sequences sequences = new Sequences();
    private final SlotQueue waiting = new SlotQueue();
    private final IncomingRequest incoming = new IncomingRequest();
    private final StageRecord record = new StageRecord();
    private final int[] running;
    private int runningCount;
    private boolean begun;
    private boolean more;
    private boolean preempted;
    private double swapBytes;
    private double now;

    /**
     * @param source     requests
     * @param policy     how passes are made up
     * @param layout     the KV cache
     * @param passTime   what a pass takes
     * @param batch      that the pass time can read, to be reused
     * @param tokensHere after which a sequence leaves: all, or the first where others decode
     * @param seed       of what is drawn here: which drafted tokens are right
     * @param listener   hears of every request
     */
    Simulator(RequestSource source, ServingPolicy policy, CacheLayout layout, PassTime passTime, RaggedBatch batch, int tokensHere, long seed,
            StageListener listener) {
        this.source = source;
        this.policy = policy;
        this.layout = layout;
        this.passTime = passTime;
        this.batch = batch;
        this.tokensHere = tokensHere;
        this.listener = listener;
        this.random = new SplittableRandom(seed);
        this.cache = new KvCache(layout.blocks());
        this.running = new int[policy.mostSequences()];
    }

    /**
     * Serves requests with any pass times: predicted ones of a device, as a {@link Deployment} does, of several devices together, or given ones.
     *
     * @param source   requests
     * @param policy   how passes are made up
     * @param layout   the KV cache
     * @param passTime what a pass takes
     * @param batch    that the pass time can read, to be reused
     * @param slo      what a request must not exceed
     * @param seed     of what is drawn here: which drafted tokens are right
     */
    public static ServingResult serve(
            RequestSource source, ServingPolicy policy, CacheLayout layout, PassTime passTime, RaggedBatch batch, Slo slo, long seed) {
        UserRecord users = new UserRecord(slo);
        Simulator simulator = new Simulator(source, policy, layout, passTime, batch, Integer.MAX_VALUE, seed, users);
        simulator.run();
        return users.result(simulator.now, List.of(simulator.result()));
    }

    /** Serves all requests. */
    void run() {
        while (pass()) { }
    }

    StageResult result() {
        return record.result(cache.blocks(), passTime.idleWatts());
    }

    /** When the next pass begins, of the requests that the source has given; infinite where there is nothing to do. */
    double nextStart() {
        return runningCount + waiting.size() > 0 ? now : more ? Math.max(now, incoming.ready) : Double.POSITIVE_INFINITY;
    }

    /** The source has another request, or has ended. */
    void resume() {
        begun = true;
        if (!more) {
            advanceSource();
        }
    }

    /** One pass, after waiting for a request where there is none. Returns whether there was anything to do. */
    boolean pass() {
        if (!begun) {
            begun = true;
            advanceSource();
        }
        receive();
        while (runningCount == 0 && waiting.size() == 0) {
            if (!more) {
                return false;
            }
            record.idle(now, incoming.ready - now);
            now = incoming.ready;
            receive();
        }
        batch.clear();
        preempted = false;
        swapBytes = 0;
        int left = scheduleRunning(policy.tokenBudget());
        if (!preempted) {
            left = admit(left);
        }
        if (left == policy.tokenBudget()) {
            throw new IllegalStateException("a pass without a token at " + now + " s");
        }
        double seconds = passTime.seconds(batch);
        if (batch.decodingSequences() > 0) {
            seconds += policy.speculation().draftTokens() * policy.speculation().secondsPerDraft();
        }
        if (swapBytes > 0) {
            seconds += swapBytes / ((Preemption.Swap) policy.preemption()).bytesPerSecond();
        }
        record.pass(now, seconds, passTime.joules(batch, seconds), waiting.size(), runningCount, cache.used(), batch.prefillTokens(), swapBytes);
        now += seconds;
        finishPass();
        return true;
    }

    private void receive() {
        while (more && incoming.ready <= now) {
            listener.arrived(incoming.arrival);
            long most = (long) incoming.prompt + Math.min(incoming.output, tokensHere) - 1;
            if (most > Integer.MAX_VALUE - layout.blockTokens() || layout.blocksFor(wholeBlocks((int) most)) > cache.blocks()) {
                listener.refused();
            } else {
                // The last token of a prompt is computed even where all of it is known: its logits are wanted.
                boolean shares = policy.sharing() && layout.keepsEverything() && incoming.prefix >= 0;
                int shareable = shares ? Math.min(incoming.prefixTokens, incoming.prompt - 1) / layout.blockTokens() * layout.blockTokens() : 0;
                waiting.addLast(sequences.add(incoming, shareable));
                record.queued(now, incoming.ready, incoming.sent());
            }
            advanceSource();
        }
    }

    private void advanceSource() {
        more = source.next(incoming);
        if (!more && source.ended()) {
            record.lastQueued();
        }
    }

    private int wholeBlocks(int tokens) {
        return (tokens + layout.blockTokens() - 1) / layout.blockTokens() * layout.blockTokens();
    }

    /** Sequences that run go on, those that came first first. Returns what is left of the budget. */
    private int scheduleRunning(int budget) {
        int left = budget;
        for (int i = 0; i < runningCount; i++) {
            int slot = running[i];
            int tokens = Math.min(left, isDecoding(slot)
                    ? Math.min(1 + policy.speculation().draftTokens(), sequences.output[slot] - sequences.produced[slot]) : sequences.pending(slot));
            sequences.scheduled[slot] = 0;
            if (tokens == 0 || !makeRoom(slot, sequences.computed[slot] + tokens, i)) {
                continue;
            }
            schedule(slot, tokens);
            left -= tokens;
        }
        return left;
    }

    private boolean isDecoding(int slot) {
        return sequences.produced[slot] > 0 && sequences.pending(slot) == 1;
    }

    private void schedule(int slot, int tokens) {
        sequences.scheduled[slot] = tokens;
        if (isDecoding(slot)) {
            batch.decode(tokens, sequences.computed[slot]);
        } else {
            batch.prefill(tokens, sequences.computed[slot], tokens == sequences.pending(slot));
        }
    }

    /** Blocks for a running sequence, from those that came after it if need be. Returns whether it still runs. */
    private boolean makeRoom(int slot, int tokens, int place) {
        if (tokens <= sequences.room[slot]) {
            return true;
        }
        int room = wholeBlocks(tokens);
        int shared = sequences.sharing[slot] ? cache.blocksOf(sequences.prefix[slot]) : 0;
        int needed = Math.max(0, layout.blocksFor(room) - shared - sequences.blocks[slot]);
        while (!cache.take(needed)) {
            preempt(running[--runningCount]);
            if (runningCount == place) {
                return false;
            }
        }
        sequences.blocks[slot] += needed;
        sequences.room[slot] = room;
        return true;
    }

    private void preempt(int slot) {
        preempted = true;
        boolean swaps = policy.preemption() instanceof Preemption.Swap;
        if (swaps) {
            sequences.away[slot] = true;
            swapBytes += layout.bytesFor(sequences.computed[slot]);
        }
        release(slot);
        if (!swaps) {
            sequences.computed[slot] = 0;
        }
        waiting.addFirst(slot);
        record.preempted();
    }

    private void release(int slot) {
        cache.give(sequences.blocks[slot]);
        sequences.blocks[slot] = 0;
        sequences.room[slot] = 0;
        if (sequences.sharing[slot]) {
            cache.leave(sequences.prefix[slot]);
            sequences.sharing[slot] = false;
        }
    }

    /** Sequences that wait join, first come first served; who does not fit keeps those behind it waiting. */
    private int admit(int budget) {
        int left = budget;
        while (left > 0 && runningCount < running.length && waiting.size() > 0) {
            int slot = waiting.first();
            // A longer beginning than its own would take room that it has no claim to.
            int known = cache.tokensOf(sequences.prefix[slot]);
            boolean shares = sequences.computed[slot] == 0 && known > 0 && known <= sequences.shareable[slot];
            int start = shares ? known : sequences.computed[slot];
            int tokens = Math.min(left, sequences.prompt[slot] + sequences.produced[slot] - start);
            int room = wholeBlocks(start + tokens);
            if (shares) {
                cache.use(sequences.prefix[slot]);
            }
            int needed = Math.max(0, layout.blocksFor(room) - (shares ? cache.blocksOf(sequences.prefix[slot]) : 0));
            if (!cache.take(needed)) {
                if (shares) {
                    cache.leave(sequences.prefix[slot]);
                }
                break;
            }
            waiting.removeFirst();
            if (!sequences.begun[slot]) {
                sequences.begun[slot] = true;
                record.begun(now);
            }
            running[runningCount++] = slot;
            sequences.blocks[slot] = needed;
            sequences.room[slot] = room;
            sequences.sharing[slot] = shares;
            sequences.computed[slot] = start;
            if (shares) {
                record.reused(start);
            }
            if (sequences.away[slot]) {
                sequences.away[slot] = false;
                swapBytes += layout.bytesFor(start);
            }
            schedule(slot, tokens);
            left -= tokens;
        }
        return left;
    }

    private void finishPass() {
        int kept = 0;
        for (int i = 0; i < runningCount; i++) {
            int slot = running[i];
            if (sequences.scheduled[slot] > 0) {
                advance(slot);
            }
            if (sequences.produced[slot] == Math.min(sequences.output[slot], tokensHere)) {
                listener.departed(sequences, slot, now);
                release(slot);
                sequences.remove(slot);
            } else {
                running[kept++] = slot;
            }
        }
        runningCount = kept;
    }

    private void advance(int slot) {
        int tokens = sequences.scheduled[slot];
        int pending = sequences.pending(slot);
        if (tokens < pending) {
            sequences.computed[slot] += tokens;
        } else {
            int given = tokens > pending ? policy.speculation().draw(tokens - pending, random) : 1;
            sequences.computed[slot] += pending + given - 1;
            sequences.produced[slot] += given;
            if (Double.isNaN(sequences.firstToken[slot])) {
                sequences.firstToken[slot] = now;
            }
        }
        int shareable = sequences.shareable[slot];
        if (shareable > 0 && !sequences.sharing[slot] && sequences.computed[slot] >= shareable && cache.tokensOf(sequences.prefix[slot]) == 0) {
            int blocks = layout.blocksFor(shareable);
            cache.share(sequences.prefix[slot], shareable, blocks);
            sequences.blocks[slot] -= blocks;
            sequences.sharing[slot] = true;
        }
    }

    double now() {
        return now;
    }

    KvCache cache() {
        return cache;
    }

    Sequences sequences() {
        return sequences;
    }

    /** Slots that run, those that came first first. */
    int[] running() {
        return Arrays.copyOf(running, runningCount);
    }

    SlotQueue waiting() {
        return waiting;
    }
}
