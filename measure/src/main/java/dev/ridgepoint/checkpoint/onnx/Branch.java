package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.checkpoint.onnx.ResidualTrace.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is computed between the residual stream and an addition to it, or a part of that.
 *
 * @param root     what is added, or a part of the sum that is
 * @param postNorm whether it is normalised before it is added
 * @param nodes    that it is computed by, the norm before it left out
 * @param readers  products with the stream itself, in the order of the file, with where they read it
 * @param inner    the other products
 * @param norms    inside, by the name of their result
 * @param inputs   of the graph that it reads
 */
record Branch(String root, boolean postNorm, Collection<NodeProto> nodes, Map<Projection, Entry> readers, List<Projection> inner,
              List<Normalisation> norms, Set<String> inputs) {

    /** The products that it reads the stream by. */
    List<Projection> reading() {
        return List.copyOf(readers.keySet());
    }

    /** Where it begins. */
    Optional<Entry> entry() {
        return readers.values().stream().findFirst();
    }

    Optional<NodeProto> first(Set<String> types) {
        return nodes.stream().filter(node -> types.contains(node.getOpType())).findFirst();
    }

    boolean has(String type) {
        return first(Set.of(type)).isPresent();
    }

    /** Types of its nodes. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        nodes.forEach(node -> types.add(node.getOpType()));
        return types;
    }

    /** Finds the branches of a graph. */
    record Finder(Dataflow flow, Map<String, Projection> projections, Map<String, Normalisation> norms, ResidualTrace trace) {

        private static final Set<String> SIZES = Set.of("Shape", "Size");

        /** What is added to the stream, cut where it is a sum of what two blocks make. */
        List<Branch> parts(String added) {
            List<Branch> parts = new ArrayList<>();
            parts(added, false, parts);
            return parts;
        }

        private void parts(String value, boolean postNorm, List<Branch> into) {
            if (norms.containsKey(value) && !trace.isStream(norms.get(value).input())) {
                parts(norms.get(value).input(), true, into);
                return;
            }
            NodeProto made = flow.producer(value);
            if (made != null && !projections.containsKey(value) && made.getInputCount() > 0) {
                if (Dataflow.handsOn(made)) {
                    parts(made.getInput(0), postNorm, into);
                    return;
                }
                if (made.getInputCount() == 2 && Set.of("Add", "Mul", "Div").contains(made.getOpType())) {
                    String one = made.getInput(0);
                    String other = made.getInput(1);
                    if (flow.known(one).isPresent() || flow.known(other).isPresent()) {
                        parts(flow.known(one).isPresent() ? other : one, postNorm, into);
                        return;
                    }
                    if (made.getOpType().equals("Add") && hasProducts(one) && hasProducts(other)) {
                        parts(one, postNorm, into);
                        parts(other, postNorm, into);
                        return;
                    }
                }
            }
            into.add(whole(value, postNorm));
        }

        private boolean hasProducts(String value) {
            Branch branch = whole(value, false);
            return !branch.readers.isEmpty();
        }

        /** All that a value is computed by. */
        Branch whole(String root, boolean postNorm) {
            Map<String, NodeProto> seen = new LinkedHashMap<>();
            Set<String> inputs = new LinkedHashSet<>();
            List<Normalisation> inside = new ArrayList<>();
            List<String> open = new ArrayList<>(List.of(root));
            Set<String> visited = new LinkedHashSet<>();
            while (!open.isEmpty()) {
                String value = open.remove(open.size() - 1);
                if (value.isEmpty() || trace.isStream(value) || !visited.add(value)) {
                    continue;
                }
                Normalisation norm = norms.get(value);
                if (norm != null && trace.isStream(norm.input())) {
                    continue;
                }
                if (norm != null) {
                    inside.add(norm);
                }
                NodeProto made = flow.producer(value);
                if (made == null) {
                    flow.graphInput(value).ifPresent(input -> inputs.add(value));
                } else if (!SIZES.contains(made.getOpType())) {
                    seen.put(made.getOutput(0), made);
                    open.addAll(made.getInputList());
                }
            }
            Map<Projection, Entry> readers = new LinkedHashMap<>();
            List<Projection> inner = new ArrayList<>();
            for (Projection projection : projections.values()) {
                if (seen.containsKey(projection.output())) {
                    Optional<Entry> entry = trace.entry(projection.input());
                    entry.ifPresentOrElse(where -> readers.put(projection, where), () -> inner.add(projection));
                }
            }
            return new Branch(root, postNorm, List.copyOf(seen.values()), readers, inner, inside, inputs);
        }
    }
}
