package dev.ridgepoint.parallel;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.collective.AllReduce;
import dev.ridgepoint.collective.AllToAll;
import dev.ridgepoint.collective.Collective;
import dev.ridgepoint.collective.SendReceive;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Link;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.workload.Exchange;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * A workload spread over devices of one kind: the operators of one device, and what it sends the others.
 *
 * <p>The heads and widths of a layer are shared by the devices of a tensor-parallel group, which add up their outputs after the mixer and after the
 * feed-forward: an all-reduce of one hidden state a token each. Where experts are shared by replicas, every token goes to the devices of its experts
 * and back: two all-to-alls of {@code top} hidden states a token. Between two stages of a pipeline goes one hidden state a token.
 */
public final class Sharding {

    private final Workload whole;
    private final Parallelism parallelism;
    private final Hardware hardware;

    private Sharding(Workload whole, Parallelism parallelism, Hardware hardware) {
        this.whole = whole;
        this.parallelism = parallelism;
        this.hardware = hardware;
    }

    /**
     * One device's part of a workload.
     *
     * @param whole       the model on one device
     * @param parallelism how it is spread
     * @param hardware    the devices, with their links
     * @throws InvalidInputException if heads or layers cannot be shared so, or the device has no link to so many others
     */
    public static Workload of(Workload whole, Parallelism parallelism, Hardware hardware) {
        return parallelism.devices() == 1 ? whole : new Sharding(whole, parallelism, hardware).shard();
    }

    private Workload shard() {
        Architecture model = whole.architecture();
        if (parallelism.pipeline() > model.layers()) {
            throw new InvalidInputException(model.id() + " has " + model.layers() + " layers, too few for " + parallelism.pipeline() + " stages");
        }
        Workload part = Workload.of(DeviceShare.of(model, parallelism), whole.numerics(), whole.kernel());
        int replicas = parallelism.replicasOfExperts();
        List<Operator> operators = new ArrayList<>();
        double expertBytes = 0;
        for (Operator operator : part.operators()) {
            boolean routed = operator.rows() == Operator.Rows.ROUTED;
            expertBytes += operator.count() * operator.expertBytes();
            operators.add(routed ? operator.routed(replicas, parallelism.expert()) : operator);
        }
        for (LayerGroup group : model.groups()) {
            exchanges(group, operators);
        }
        if (parallelism.pipeline() > 1) {
            operators.add(exchange("stage_send", "model", parallelism.pipeline() - 1, SendReceive.DIRECT, 2, parallelism.devices(), 1));
        }
        double bytes = part.weightBytes() - expertBytes * (1 - 1.0 / parallelism.expert());
        return new Workload(part.architecture(), part.numerics(), part.kernel(), operators, Math.round(ofFullestStage(part, bytes)), parallelism.pipeline());
    }

    private void exchanges(LayerGroup group, List<Operator> operators) {
        boolean sideBySide = group.norms() == LayerGroup.Norms.PARALLEL || group.norms() == LayerGroup.Norms.PARALLEL_TWO_NORMS;
        int replicas = parallelism.replicasOfExperts();
        boolean mixer = !group.mixers().isEmpty();
        boolean block = !group.feedForwards().isEmpty();
        int sums = mixer && block && sideBySide ? 1 : (mixer ? 1 : 0) + (block ? 1 : 0);
        MixtureOfExperts dealt = replicas == 1 ? null : group.feedForwards().stream().filter(MixtureOfExperts.class::isInstance)
                .map(MixtureOfExperts.class::cast).findFirst().orElse(null);
        int tensor = parallelism.tensor();
        if (tensor > 1) {
            operators.add(exchange("all_reduce", group.name(), sums * group.count(), allReduce(tensor), tensor, tensor, 1));
        }
        if (dealt != null) {
            int devices = parallelism.expertDevices();
            // To the experts and back. A token of a group that shares its work is sent by one of them.
            double copies = (double) dealt.top() / tensor;
            operators.add(exchange("all_to_all", group.name(), 2 * group.count(), AllToAll.SWITCHED, devices, devices, copies));
        }
    }

    private Collective allReduce(int devices) {
        Link.Kind over = over(devices);
        return hardware.link(over).filter(Link::switched).isPresent() ? AllReduce.SWITCHED : AllReduce.ROUTED;
    }

    private Operator exchange(String name, String group, int count, Collective collective, int devices, int span, double hiddenStates) {
        double bytes = hiddenStates * whole.architecture().hidden() * whole.numerics().activations().bytes();
        return Operator.exchange(name, group, count, new Exchange(collective, devices, over(span), bytes, 0));
    }

    /** Links within a node where they reach that many devices, else those between nodes. */
    private Link.Kind over(int devices) {
        if (hardware.link(Link.Kind.PEER).filter(link -> link.devices() >= devices).isPresent()) {
            return Link.Kind.PEER;
        }
        if (hardware.link(Link.Kind.NETWORK).filter(link -> link.devices() >= devices).isPresent()) {
            return Link.Kind.NETWORK;
        }
        throw new InvalidInputException(hardware.id() + hardware.link(Link.Kind.PEER)
                .map(link -> " reaches " + link.devices() + " devices over " + link.name() + ", not " + devices + ", and its profile states no network")
                .orElse("'s profile states no links to other devices; add 'links' to it"));
    }

    /** Layers are dealt out evenly; of the embedding and the output projection, which lie at the ends, the larger counts. */
    private double ofFullestStage(Workload part, double bytes) {
        int stages = parallelism.pipeline();
        if (stages == 1) {
            return bytes;
        }
        double outer = 0;
        double largest = 0;
        for (Tensor tensor : part.architecture().tensors()) {
            if (tensor.layer() < 0) {
                double here = part.numerics().weights().blockFor(tensor, part.architecture()).bytes(tensor.rows(), tensor.columns(), tensor.copies());
                outer += here;
                largest = Math.max(largest, here);
            }
        }
        int layers = part.architecture().layers();
        int most = (layers + stages - 1) / stages;
        return (bytes - outer) * most / layers + largest;
    }
}
