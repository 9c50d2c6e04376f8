package dev.ridgepoint.parallel;

import dev.ridgepoint.architecture.Tensor;
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
 * Layers whose weights stay in the processor's memory and come over the bus in every pass, all experts included, before the device computes with them.
 * Nothing overlaps with the copy, as where weights are fetched layer by layer.
 */
public final class Offloading {

    private Offloading() { }

    /**
     * The workload with so many of its layers' weights offloaded, on average over its layers.
     *
     * @throws InvalidInputException if it has fewer layers, or the device has no link to a processor's memory
     */
    public static Workload of(Workload workload, int layers, Hardware hardware) {
        int all = workload.architecture().layers();
        if (layers == 0) {
            return workload;
        }
        if (layers < 0 || layers > all) {
            throw new InvalidInputException(workload.architecture().id() + " has " + all + " layers, of which " + layers + " cannot be offloaded");
        }
        if (hardware.link(Link.Kind.HOST).isEmpty()) {
            throw new InvalidInputException(hardware.id() + "'s profile states no link to a processor's memory (kind: host); "
                    + "in unified memory there is nothing to offload");
        }
        double outer = 0;
        for (Tensor tensor : workload.architecture().tensors()) {
            if (tensor.layer() < 0) {
                outer += workload.numerics().weights().blockFor(tensor, workload.architecture()).bytes(tensor.rows(), tensor.columns(), tensor.copies());
            }
        }
        double each = (workload.weightBytes() - outer) / all;
        List<Operator> operators = new ArrayList<>(workload.operators());
        operators.add(Operator.exchange("fetch_weights", "offloaded", layers, new Exchange(SendReceive.DIRECT, 2, Link.Kind.HOST, 0, each)));
        return new Workload(workload.architecture(), workload.numerics(), workload.kernel(), operators,
                Math.round(workload.weightBytes() - each * layers), workload.stages());
    }
}
