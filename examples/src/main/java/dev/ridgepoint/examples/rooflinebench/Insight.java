package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.efficiency.PrintedTable;
import java.util.List;

/** An insight of the paper beside first principles: a record an insight, which holds numbers and words them. */
sealed interface Insight permits ContextLength, DepthPeak, QuantisationGain, LatentCompression, EfficiencyTrap, Robustness {

    /** What the paper says. */
    String claim();

    /** A heading of few words. */
    String title();

    Verdict verdict();

    /** On which devices it holds: {@code all five devices}. */
    String where();

    /** Why, in a sentence. */
    String because();

    /** The paragraphs under the heading, in Markdown. */
    List<String> paragraphs();

    /** Its numbers. */
    PrintedTable table();

    /** A figure of a study: path from the report's folder, without extension. */
    String figure();
}
