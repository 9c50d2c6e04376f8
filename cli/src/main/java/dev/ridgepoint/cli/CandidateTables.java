package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.require.Candidate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Devices against a target, those that meet it and those that miss it.
 *
 * @param candidates all of them, in the order in which they are shown
 * @param top        how many of either kind people are shown
 */
record CandidateTables(List<Candidate> candidates, int top) {

    private static final Column<Candidate> DEVICE = Column.words("Device", "hardware", candidate -> candidate.device().id());
    private static final Column<Candidate> BANDWIDTH = Column.number("Bandwidth", "bandwidth_bytes_per_s", Candidate::bandwidth, Written::byteRate);
    private static final Column<Candidate> PEAK = Column.number("Peak", "peak_flops_per_s", candidate -> orNone(candidate.peak()), Written::flopRate);

    private static final List<Column<Candidate>> WHOLE = List.of(
            DEVICE,
            Column.number("Price", "price_usd", Candidate::price, dollars -> Written.number(dollars) + " USD"),
            Column.number("TDP", "tdp_w", Candidate::tdp, watts -> Written.number(watts) + " W"),
            BANDWIDTH, PEAK,
            Column.number("Decode tok/s", "decode_tokens_per_second", candidate -> orNone(candidate.rates().decode()), CandidateTables::tokens),
            Column.number("Prefill tok/s", "prefill_tokens_per_second", candidate -> orNone(candidate.rates().prefill()), CandidateTables::tokens));

    private static final List<Column<Candidate>> MISS = List.of(
            DEVICE, BANDWIDTH, PEAK,
            Column.number("Reaches", "reached", Candidate::reached, Written::percent),
            Column.words("Lacks", "lacks", candidate -> String.join("; ", candidate.shortage())));

    private static final List<Column<Candidate>> FOR_PROGRAMS = List.of(
            Column.forPrograms("meets", Candidate::meets),
            Column.forPrograms("reached", Candidate::reached),
            Column.forPrograms("lacks", candidate -> candidate.meets() ? null : String.join("; ", candidate.shortage())));

    /** A rate of tokens as a person writes it, however many. */
    static String tokens(double rate) {
        return rate < 1e6 ? Written.number(rate) : String.format(Locale.ROOT, "%.0f", rate);
    }

    /** A rate that is 0 for want of anything is none. */
    static double orNone(double rate) {
        return rate == 0 ? Double.NaN : rate;
    }

    void print(Page page) {
        page.heading(meetTitle());
        if (!meeting().isEmpty()) {
            first(WHOLE, meeting()).print(page);
        }
        if (!missing().isEmpty()) {
            page.gap();
            page.heading(missTitle());
            first(MISS, missing()).print(page);
        }
    }

    void printMarkdown(PrintWriter out) {
        out.println("### " + meetTitle());
        out.println();
        if (!meeting().isEmpty()) {
            first(WHOLE, meeting()).printMarkdown(out);
        }
        if (!missing().isEmpty()) {
            out.println();
            out.println("### " + missTitle());
            out.println();
            first(MISS, missing()).printMarkdown(out);
        }
    }

    /** Every device, for programs. */
    Table<Candidate> all() {
        List<Column<Candidate>> columns = new ArrayList<>(WHOLE);
        columns.addAll(FOR_PROGRAMS);
        return new Table<>(columns, candidates);
    }

    private List<Candidate> meeting() {
        return candidates.stream().filter(Candidate::meets).toList();
    }

    private List<Candidate> missing() {
        return candidates.stream().filter(candidate -> !candidate.meets()).toList();
    }

    private Table<Candidate> first(List<Column<Candidate>> columns, List<Candidate> some) {
        return new Table<>(columns, some.subList(0, Math.min(top, some.size())));
    }

    private String meetTitle() {
        int count = meeting().size();
        return count == 0 ? "No device of " + candidates.size() + " meets it."
                : count + " of " + candidates.size() + (candidates.size() == 1 ? " device" : " devices") + (count == 1 ? " meets it" : " meet it")
                + more(count);
    }

    private String missTitle() {
        return "Nearest misses" + more(missing().size());
    }

    private String more(int count) {
        return count > top ? "; the first " + top : "";
    }
}
