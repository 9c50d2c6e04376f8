package dev.ridgepoint.trial;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** All runs of one thing, those thrown away too. Immutable. Answers are about those that were kept. */
public final class Trials {

    /** Below this chance of being told apart by luck, two kinds of trials differ. */
    public static final double SIGNIFICANCE = 0.05;
    /** The confidence of {@link #howSure()}. */
    public static final double CONFIDENCE = 0.95;

    private final List<Trial> all;
    private final Distribution kept;

    /** @throws IllegalArgumentException if none was kept */
    public Trials(List<Trial> all) {
        this.all = List.copyOf(all);
        this.kept = Distribution.of(kept().stream().mapToDouble(Trial::seconds).toArray());
    }

    /** Trials that nothing watched over. */
    public static Trials of(double... seconds) {
        return new Trials(DoubleStream.of(seconds).mapToObj(s -> new Trial(s, Double.NaN, Double.NaN, Trial.Fate.QUIET)).toList());
    }

    /** Every trial, in the order they were run. */
    public List<Trial> all() {
        return all;
    }

    /** Those that count. */
    public List<Trial> kept() {
        return all.stream().filter(trial -> trial.fate() != Trial.Fate.THROWN_AWAY).toList();
    }

    /** What was thrown away. */
    public List<Trial> thrownAway() {
        return all.stream().filter(trial -> trial.fate() == Trial.Fate.THROWN_AWAY).toList();
    }

    /** How many were kept although the machine was disturbed. */
    public long interfered() {
        return all.stream().filter(trial -> trial.fate() == Trial.Fate.INTERFERED).count();
    }

    /** How long they took, in seconds. */
    public Distribution seconds() {
        return kept;
    }

    /** How long they took in units of the reference kernel's time; NaN, and so refused, for trials that nothing watched over. */
    public Distribution perProbe() {
        return Distribution.of(kept().stream().mapToDouble(Trial::perProbe).toArray());
    }

    /** How sure the median is; empty for what was timed once. */
    public Optional<Interval> howSure() {
        return kept.medianInterval(CONFIDENCE);
    }

    /** Whether the others take another time, at {@link #SIGNIFICANCE}. Too few trials never differ. */
    public boolean isDifferentFrom(Trials others) {
        return chanceThatSameAs(others) < SIGNIFICANCE;
    }

    /** How often luck alone would set two kinds of trials as far apart as these: the p-value of Mann and Whitney's test, exact for small numbers. */
    public double chanceThatSameAs(Trials others) {
        return RankSum.pValue(kept.values(), others.kept.values());
    }
}
