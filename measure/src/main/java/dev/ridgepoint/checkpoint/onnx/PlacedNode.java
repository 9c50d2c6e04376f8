package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import java.util.List;

/**
 * A node under a device's roofline. It takes {@code max(W / peak, Q / bandwidth)}, weights being charged at the level that holds all of the graph's, other
 * values at the nearest that holds the node's own, and what the device takes to launch it; one that neither computes nor moves takes nothing.
 *
 * @param node    what it costs
 * @param seconds least time
 * @param bound   which ceiling takes longer
 */
public record PlacedNode(NodeCost node, double seconds, Bound bound) {

    /** Every node of a graph, in the order of the file. */
    public static List<PlacedNode> of(Roofline roofline, OnnxNodes nodes) {
        int home = roofline.levelHolding(nodes.nodes().stream().mapToDouble(NodeCost::weightBytes).sum());
        return nodes.nodes().stream().map(node -> of(roofline, node, home)).toList();
    }

    private static PlacedNode of(Roofline roofline, NodeCost node, int home) {
        if (node.flops() == 0 && node.bytes() == 0) {
            return new PlacedNode(node, 0, Bound.MEMORY);
        }
        int near = Math.min(home, roofline.levelHolding(node.activationBytes()));
        double memory = Math.max(
                (near == home ? node.bytes() : node.weightBytes()) * roofline.secondsPerByte(node.arithmetic(), home),
                node.bytes() * roofline.secondsPerByte(node.arithmetic(), near));
        double compute = node.flops() * roofline.secondsPerFlop(node.arithmetic(), node.rows());
        double seconds = Math.max(memory, compute) + roofline.launchOverhead(node.arithmetic());
        return new PlacedNode(node, seconds, compute > memory ? Bound.COMPUTE : Bound.MEMORY);
    }
}
