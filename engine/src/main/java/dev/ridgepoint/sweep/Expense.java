package dev.ridgepoint.sweep;

import dev.ridgepoint.energy.CostTerms;
import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.EnergyUse;
import dev.ridgepoint.energy.PhaseWork;
import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.PhaseTotals;
import dev.ridgepoint.predict.RequestWork;
import dev.ridgepoint.roofline.TunableDevice;
import dev.ridgepoint.workload.Operator.Arithmetic;

/** What the point at which a sweep is takes in energy and money, over all its devices. What no rate changes is counted once for all rates. */
final class Expense {

    private final RequestWork work = new RequestWork();
    private CostTerms terms = CostTerms.USUAL;
    private boolean workKnown;
    private Hardware hardware;
    private double tdp;
    private EnergyModel model;
    private CostTerms termsOfCost;
    private double price;
    private RunningCost cost;

    void on(CostTerms point) {
        terms = point;
    }

    /** The model or the request is another. */
    void forget() {
        workKnown = false;
    }

    double prefillJoules(Evaluation e) {
        return e.devices() * use(e, e.totals().prefill(), true).joules();
    }

    double decodeJoules(Evaluation e) {
        return e.devices() * use(e, e.totals().decode(), false).joules();
    }

    double prefillDollars(Evaluation e) {
        return dollars(e, e.totals().prefill(), true);
    }

    double decodeDollars(Evaluation e) {
        return dollars(e, e.totals().decode(), false);
    }

    private double dollars(Evaluation e, PhaseTotals phase, boolean prefill) {
        requireCost(e.device());
        if (cost == null) {
            return Double.NaN;
        }
        EnergyUse use = use(e, phase, prefill);
        return cost.dollars(e.devices() * use.seconds(), e.devices() * use.joules());
    }

    /** Of one device, in the whole prompt or a mean step. */
    private EnergyUse use(Evaluation e, PhaseTotals phase, boolean prefill) {
        requireModel(e.device());
        double steps = prefill ? 1 : e.request().generate();
        if (model == null) {
            return new EnergyUse(phase.seconds() / steps, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (!workKnown) {
            e.predictor().work(e.roofline(), e.request(), work);
            workKnown = true;
        }
        return model.of(e.roofline(), new PhaseWork(phase.seconds() / steps, flops(phase, prefill, Arithmetic.WEIGHTS) / steps,
                flops(phase, prefill, Arithmetic.ACTIVATIONS) / steps, flops(phase, prefill, Arithmetic.ELEMENTWISE) / steps, phase.mainBytes() / steps,
                prefill ? work.prefillSentBytes() : work.stepSentBytes()));
    }

    private double flops(PhaseTotals phase, boolean prefill, Arithmetic arithmetic) {
        return prefill ? work.prefillFlops(phase, arithmetic) : work.decodeFlops(phase, arithmetic);
    }

    private void requireModel(TunableDevice device) {
        if (hardware != device.profile() || tdp != device.tdp() && model instanceof EnergyModel.Utilised) {
            hardware = device.profile();
            tdp = device.tdp();
            model = hardware.power().isPresent() ? new EnergyModel.Itemised(hardware.power().get())
                    : Double.isNaN(tdp) ? null : new EnergyModel.Utilised(tdp);
        }
    }

    private void requireCost(TunableDevice device) {
        if (termsOfCost != terms || price != device.price()) {
            termsOfCost = terms;
            price = device.price();
            cost = terms.of(price).orElse(null);
        }
    }
}
