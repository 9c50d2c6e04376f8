package dev.ridgepoint.cli;

import dev.ridgepoint.checkpoint.onnx.NodeCost;
import dev.ridgepoint.checkpoint.onnx.OnnxNodes;
import dev.ridgepoint.checkpoint.onnx.PassSize;
import dev.ridgepoint.checkpoint.onnx.PlacedNode;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The nodes of an ONNX graph and what each costs, and takes on a device where one is given, in each output format. */
final class OnnxNodesPrintout implements OutputFormat.Printable {

    private static final List<Column<NodeCost>> COLUMNS = List.of(
            Column.words("Node", "node", OnnxNodesPrintout::named),
            Column.forPrograms("operator", NodeCost::operator),
            Column.words("Output", "output", node -> node.output().stream().map(String::valueOf).collect(Collectors.joining("x"))),
            Column.number("FLOPs", "flops", NodeCost::flops, Written::flops),
            Column.number("Weights", "weight_bytes", NodeCost::weightBytes, Written::bytes),
            Column.number("Activations", "activation_bytes", NodeCost::activationBytes, Written::bytes),
            Column.number("OI", "operational_intensity", NodeCost::operationalIntensity, Written::number));

    private final String file;
    private final PassSize pass;
    private final OnnxNodes nodes;
    private final Optional<Roofline> roofline;
    private final List<PlacedNode> placed;

    /** With times where there is a device. */
    OnnxNodesPrintout(String file, PassSize pass, OnnxNodes nodes, Optional<Roofline> roofline) {
        this.file = file;
        this.pass = pass;
        this.nodes = nodes;
        this.roofline = roofline;
        this.placed = roofline.map(device -> PlacedNode.of(device, nodes)).orElse(List.of());
    }

    /** Most names end in the type of their node. */
    private static String named(NodeCost node) {
        return node.name().contains(node.operator()) ? node.name() : node.name() + " (" + node.operator() + ")";
    }

    @Override
    public void printTable(Page page) {
        page.heading(file + ", " + nodes.nodes().size() + " nodes: batch " + pass.batch() + ", " + pass.tokens() + (pass.tokens() == 1 ? " token" : " tokens")
                + " after " + pass.depth());
        page.gap();
        // A view costs nothing and would only lengthen the table.
        if (roofline.isPresent()) {
            new Table<>(placedColumns(), placed.stream().filter(node -> isSeen(node.node())).toList()).print(page);
        } else {
            new Table<>(COLUMNS, nodes.nodes().stream().filter(OnnxNodesPrintout::isSeen).toList()).print(page);
        }
        page.gap();
        page.line("Together " + Written.flops(nodes.flops()) + " and " + Written.bytes(nodes.bytes()) + ", " + Written.number(nodes.flops() / nodes.bytes())
                + " FLOP/byte.");
        roofline.ifPresent(device -> page.prose(onDevice(device), "  "));
        notes().forEach(note -> page.prose(note, "  "));
    }

    private static boolean isSeen(NodeCost node) {
        return node.flops() > 0 || node.bytes() > 0;
    }

    private double seconds() {
        return placed.stream().mapToDouble(PlacedNode::seconds).sum();
    }

    private List<Column<PlacedNode>> placedColumns() {
        List<Column<PlacedNode>> columns = new ArrayList<>(COLUMNS.stream().map(column -> column.of(PlacedNode::node)).toList());
        double all = seconds();
        columns.add(Column.number("Time", "time_s", PlacedNode::seconds, Written::seconds));
        columns.add(Column.forPeople("Share", node -> Written.percent(node.seconds() / all)));
        columns.add(Column.words("Bound", "bound", node -> node.bound().id()));
        return columns;
    }

    private String onDevice(Roofline device) {
        double bound = placed.stream().filter(node -> node.bound() == Bound.MEMORY).mapToDouble(PlacedNode::seconds).sum();
        return "On " + device.hardware().name() + " at least " + Written.seconds(seconds()) + ", one node after the other, "
                + Written.percent(bound / seconds()) + " of it bound by memory. " + PredictionPrintout.ridge(device) + ".";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!nodes.notCounted().isEmpty()) {
            notes.add("FLOPs not counted, as the type of node is not known: " + nodes.notCounted().entrySet().stream()
                    .map(entry -> entry.getValue() + " x " + entry.getKey()).collect(Collectors.joining(", ")) + ".");
        }
        if (!nodes.shapeless().isEmpty()) {
            notes.add("Left out, as their shapes could not be inferred: " + nodes.shapeless().stream().limit(8).collect(Collectors.joining(", "))
                    + (nodes.shapeless().size() > 8 ? " and " + (nodes.shapeless().size() - 8) + " more" : "") + ".");
        }
        return notes;
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("file", file);
            json.value("batch", pass.batch());
            json.value("tokens", pass.tokens());
            json.value("depth", pass.depth());
            json.value("flops", nodes.flops());
            json.value("bytes", nodes.bytes());
            if (roofline.isPresent()) {
                json.value("hardware", roofline.get().hardware().id());
                json.value("time_s", seconds());
            }
            table().write(json, "nodes");
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        table().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        table().printMarkdown(out);
    }

    private Table<?> table() {
        return roofline.isPresent() ? new Table<>(placedColumns(), placed) : new Table<>(COLUMNS, nodes.nodes());
    }
}
