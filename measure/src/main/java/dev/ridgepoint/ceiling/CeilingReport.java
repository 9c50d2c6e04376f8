package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.Ceilings.Reached;
import dev.ridgepoint.ceiling.Ceilings.Witnesses;
import dev.ridgepoint.ceiling.Measurements.Product;
import dev.ridgepoint.ceiling.Measurements.Source;
import dev.ridgepoint.ceiling.Measurements.Streamed;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report that goes with a measured profile: every table with medians, quartiles and numbers of trials. */
final class CeilingReport {

    private static final List<String> SPREAD = List.of("Median", "Quartiles", "n");

    private final Ceilings ceilings;
    private final Machine machine;
    private final Markdown page = new Markdown();

    private CeilingReport(Ceilings ceilings) {
        this.ceilings = ceilings;
        this.machine = ceilings.measurements().machine();
    }

    static String write(Ceilings ceilings, String id, String chart) {
        CeilingReport report = new CeilingReport(ceilings);
        report.head(id);
        report.levels();
        report.bandwidth(chart);
        report.peaks();
        report.witnesses();
        report.streaming();
        report.products();
        report.attention();
        report.elementwise();
        return report.page.toString();
    }

    private void head(String id) {
        page.heading(1, "Ceilings of " + machine.processor());
        page.paragraph("Profile `" + id + "`, measured on " + machine.day() + " by `ridgepoint characterize`. Kernels and products were tried in turn, a round of all after "
                + "the other; tables give medians and quartiles of the trials. A product of m rows counts 2 m k n operations.");
        page.item(Wording.count(machine.cores(), "core") + " of " + machine.vendor() + ", " + Wording.bytes(machine.memory()) + " of memory, " + machine.system());
        page.item("caches as the system reports them: " + (machine.caches().isEmpty() ? "none" : machine.caches().stream()
                .map(c -> "L" + c.level() + " " + c.instances() + " x " + Wording.bytes(c.bytes())).collect(Collectors.joining(", "))));
        page.item(machine.java());
        page.item("ONNX Runtime " + machine.onnxRuntime() + ", " + machine.nd4j() + "; " + Wording.count(machine.threads(), "thread")
                + ", of which idle ones sleep");
        page.item("bandwidth by " + machine.streams()).gap();
    }

    private void levels() {
        page.heading(2, "Memory levels");
        page.table(heads("Level", "Capacity", "Working set", "Read by all threads, median", "Quartiles", "n", "Capacity from"),
                ceilings.hierarchy().levels().stream().map(level -> row(
                        level.name(), Wording.bytes(level.capacity()), Wording.bytes(level.workingSet()), level.bandwidth(), Dimension.BYTES_PER_SECOND,
                        level.foundBy())).toList());
        page.paragraph("The curve by itself steps after " + ceilings.hierarchy().plateaus().stream()
                .map(p -> Wording.bytes(p.largest()) + " (" + Wording.quantity(p.bandwidth(), Dimension.BYTES_PER_SECOND) + ")").collect(Collectors.joining(", "))
                + ". Bandwidths of caches that each core has for itself are lower bounds: there Java's loops cost as much as the memory.");
    }

    private void bandwidth(String chart) {
        page.heading(2, "Bandwidth over the working set");
        page.paragraph("![Memory bandwidth over the working set](" + chart + ")");
        page.paragraph("A working set is that of all streams and threads together. *Named* counts the streams that the program names, as STREAM does: read 1, copy 2, "
                + "triad 3. *Moved* counts every stream that moves: stores are ordinary ones, which read the line that they write into first (write-allocate), so beyond the "
                + "nearest cache copy moves 3 streams and triad 4. Median and quartiles are of what moved.");
        page.table(heads("Kernel", "Threads", "Working set", "Named", "Moved, median", "Quartiles", "n"), ceilings.measurements().bandwidth().stream()
                .map(point -> {
                    Distribution moved = point.passes().rates(point.moving(ceilings.beyondNearest(point)));
                    return row(point.kernel().id(), Integer.toString(point.threads()), Wording.bytes(point.workingSet()), named(point), moved,
                            Dimension.BYTES_PER_SECOND, "");
                }).toList());
    }

    private static String named(Streamed point) {
        return Wording.quantity(point.passes().rates(point.bytes()).median(), Dimension.BYTES_PER_SECOND);
    }

    private void peaks() {
        page.heading(2, "Peaks that matrix products reach");
        List<List<String>> rows = new ArrayList<>();
        for (ProductFormat format : ProductFormat.values()) {
            Reached peak = ceilings.peak(format);
            rows.add(row(format.number().id(), peak.text(), peak.values(), Dimension.OPERATIONS_PER_SECOND));
        }
        page.table(heads("Format", "By"), rows);
    }

    private void witnesses() {
        page.heading(2, "Two witnesses of the same roof");
        List<Witnesses> witnesses = ceilings.witnesses();
        if (witnesses.isEmpty()) {
            page.paragraph("No product was large enough to compare them.");
            return;
        }
        page.table(heads("Product", "ONNX Runtime", "ND4J", "ND4J beside ONNX Runtime"), witnesses.stream().map(w -> List.of(
                shape(w.onnx()), rate(w.onnx()), rate(w.nd4j()), Wording.percent(w.difference()) + (w.disagree() ? ", they differ" : ""))).toList());
        long disagreeing = witnesses.stream().filter(Witnesses::disagree).count();
        page.paragraph(disagreeing == 0 ? "ND4J and ONNX Runtime agree within 10 % on every one of them."
                : "**ND4J and ONNX Runtime differ by more than 10 % on " + disagreeing + " of " + Wording.count(witnesses.size(), "product")
                        + "**: the faster one is the better witness of the roof, and the peak above is its.");
    }

    private void streaming() {
        page.heading(2, "Products of one row by weights from main memory");
        page.paragraph("Least squares over the sizes: seconds = overhead + bytes of weights / rate, each round of trials by itself.");
        List<List<String>> rows = new ArrayList<>();
        for (ProductFormat format : ProductFormat.values()) {
            CostFit fit = ceilings.streaming(format);
            rows.add(row(format.id(), "rate", fit.rate(), Dimension.BYTES_PER_SECOND));
            rows.add(row(format.id(), "overhead", fit.overhead(), Dimension.SECONDS));
        }
        page.table(heads("Weights", ""), rows);
        List<List<String>> products = new ArrayList<>();
        for (ProductFormat format : ProductFormat.values()) {
            for (Product product : ceilings.products(Source.STREAMED, format)) {
                products.add(row(format.id(), shape(product), product.seconds().times(), Dimension.SECONDS,
                        Wording.quantity(product.operations() / product.seconds().times().median(), Dimension.OPERATIONS_PER_SECOND),
                        Wording.quantity(format.bytes(product.size()) / product.seconds().times().median(), Dimension.BYTES_PER_SECOND)));
            }
        }
        page.table(heads("Weights", "Rows x inputs x outputs", "Median", "Quartiles", "n", "Operations", "Weights read"), products);
    }

    private void products() {
        page.heading(2, "How the product's rate grows with rows");
        for (ProductFormat format : ProductFormat.values()) {
            page.heading(3, format.id() + ": " + format.operator());
            List<List<String>> rows = new ArrayList<>();
            for (Product product : ceilings.products(Source.NEAR, format)) {
                Optional<Product> nd4j = ceilings.nd4j(product);
                rows.add(row(shape(product), nd4j.map(CeilingReport::rate).orElse("-"), product.seconds().rates(product.operations()),
                        Dimension.OPERATIONS_PER_SECOND));
            }
            page.table(heads("Rows x inputs x outputs", "ND4J"), rows);
        }
        page.paragraph("One matrix again and again, so its weights stay as near as they fit. The profile takes the highest rate for each number of rows, and takes "
                + "the overhead above off it.");
    }

    private void attention() {
        page.heading(2, "Attention core");
        page.paragraph("Seconds = overhead + work / rate for each size of heads, and the mean of the sizes. Prefilling counts the pairs of a query and a token that it sees.");
        CostFit prefilling = ceilings.prefillingAttention();
        CostFit decoding = ceilings.decodingAttention();
        page.table(heads("Fit", ""), List.of(
                row("prefilling", "rate", prefilling.rate(), Dimension.OPERATIONS_PER_SECOND),
                row("prefilling", "overhead", prefilling.overhead(), Dimension.SECONDS),
                row("decoding", "rate", decoding.rate(), Dimension.OPERATIONS_PER_SECOND),
                row("decoding", "overhead", decoding.overhead(), Dimension.SECONDS)));
        page.table(heads("Heads/of keys/size", "Queries", "Tokens", "Median", "Quartiles", "n", "Operations", "Cache read"),
                ceilings.measurements().attention().stream().map(a -> row(
                        a.shape().text(), Integer.toString(a.tokens()), Integer.toString(a.total()), a.seconds().times(), Dimension.SECONDS,
                        Wording.quantity(a.operations() / a.seconds().times().median(), Dimension.OPERATIONS_PER_SECOND),
                        Wording.quantity(a.cacheBytes() / a.seconds().times().median(), Dimension.BYTES_PER_SECOND))).toList());
    }

    private void elementwise() {
        page.heading(2, "Element-wise operators");
        page.paragraph("Seconds = overhead + bytes in and out / rate for each kind, and the mean of the kinds.");
        CostFit fit = ceilings.elementwise();
        page.table(heads("Fit"), List.of(row("rate", fit.rate(), Dimension.BYTES_PER_SECOND), row("overhead", fit.overhead(), Dimension.SECONDS)));
        page.table(heads("Operator", "Rows x width", "Median", "Quartiles", "n", "In and out"), ceilings.measurements().elementwise().stream().map(e -> row(
                e.kind().id(), e.rows() + " x " + e.width(), e.seconds().times(), Dimension.SECONDS,
                Wording.quantity(e.bytes() / e.seconds().times().median(), Dimension.BYTES_PER_SECOND))).toList());
    }

    private static String shape(Product product) {
        return product.rows() + " x " + product.size() + " x " + product.size();
    }

    private static String rate(Product product) {
        return Wording.quantity(product.seconds().rates(product.operations()).median(), Dimension.OPERATIONS_PER_SECOND);
    }

    /** Heads of a table; the three of a spread are put at the end where none is named. */
    private static List<String> heads(String... named) {
        List<String> heads = new ArrayList<>(List.of(named));
        if (!heads.contains("n") && !heads.contains("ND4J beside ONNX Runtime")) {
            heads.addAll(SPREAD);
        }
        return heads;
    }

    /** Cells: strings as they are, a spread and its dimension as three cells. */
    private static List<String> row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Distribution values && cells[i + 1] instanceof Dimension dimension) {
                row.add(Quantity.format(values.median(), dimension));
                row.add(Quantity.format(values.lowerQuartile(), dimension) + " - " + Quantity.format(values.upperQuartile(), dimension));
                row.add(Integer.toString(values.size()));
                i++;
            } else if (!cells[i].equals("")) {
                row.add(cells[i].toString());
            }
        }
        return row;
    }
}
