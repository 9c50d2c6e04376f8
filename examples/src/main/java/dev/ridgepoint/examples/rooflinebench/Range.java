package dev.ridgepoint.examples.rooflinebench;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * From the least to the greatest of some numbers.
 *
 * @param least    of them
 * @param greatest of them
 */
record Range(double least, double greatest) {

    /** @throws IllegalArgumentException if there are none */
    static Range of(DoubleStream numbers) {
        DoubleSummaryStatistics statistics = numbers.summaryStatistics();
        if (statistics.getCount() == 0) {
            throw new IllegalArgumentException("no numbers, no range");
        }
        return new Range(statistics.getMin(), statistics.getMax());
    }

    /** The greatest over the least. */
    double factor() {
        return greatest / least;
    }

    /** {@code 1.8 to 3.1}, or one of them where both read the same. */
    String words() {
        String from = Phrase.number(least);
        String to = Phrase.number(greatest);
        return from.equals(to) ? from : from + " to " + to;
    }

    /** {@code 12 to 40 %}. */
    String percent() {
        String from = Phrase.percent(least);
        String to = Phrase.percent(greatest);
        return from.equals(to) ? from : from.replace(" %", "") + " to " + to;
    }
}
