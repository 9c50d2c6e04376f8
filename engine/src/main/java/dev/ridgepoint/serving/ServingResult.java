package dev.ridgepoint.serving;

import dev.ridgepoint.energy.RunningCost;
import java.util.List;

/**
 * What became of requests.
 *
 * @param arrived      requests
 * @param refused      of these, longer than the whole cache; all others were completed
 * @param withinSlo    completed within the objective
 * @param seconds      from the start to the last token
 * @param lastArrival  seconds at which the last request came
 * @param promptTokens of the requests completed
 * @param outputTokens given
 * @param ttft         time to first token
 * @param tpot         mean time per output token after the first, request by request; those of one token have none
 * @param endToEnd     time to the last token
 * @param stages       devices that they went through: one, or one for prompts and one for decoding
 */
public record ServingResult(
        long arrived, long refused, long withinSlo, double seconds, double lastArrival, long promptTokens, long outputTokens,
        Latencies ttft, Latencies tpot, Latencies endToEnd, List<StageResult> stages) {

    /** Copies the list. */
    public ServingResult {
        stages = List.copyOf(stages);
    }

    /** Requests that got all of their tokens. */
    public long completed() {
        return arrived - refused;
    }

    /** Requests a second that came; over all of the time where all came at once. */
    public double offered() {
        return arrived / (lastArrival > 0 ? lastArrival : seconds);
    }

    /** Requests a second that were completed. */
    public double requestsPerSecond() {
        return completed() / seconds;
    }

    /** Output tokens a second. */
    public double tokensPerSecond() {
        return outputTokens / seconds;
    }

    /** Requests a second that met the objective. */
    public double goodput() {
        return withinSlo / seconds;
    }

    /** Share of all requests that met the objective; one that was refused did not. */
    public double attainment() {
        return (double) withinSlo / arrived;
    }

    /** Share of the time over which passes ran, at one stage. */
    public double utilisation(StageResult stage) {
        return stage.busySeconds() / seconds;
    }

    /** Whether requests came faster than they were served. */
    public boolean saturated() {
        return stages.stream().anyMatch(StageResult::saturated);
    }

    /** Energy of a stage from the start to the last token, joules: of its passes, and at rest in between; not a number where it is not known. */
    public double joules(StageResult stage) {
        return stage.passJoules() + stage.idleWatts() * (seconds - stage.busySeconds());
    }

    /** Energy of all stages, joules. */
    public double joules() {
        return stages.stream().mapToDouble(this::joules).sum();
    }

    /** What of it devices draw whatever they do, joules. */
    public double joulesAtRest() {
        return stages.stream().mapToDouble(stage -> stage.idleWatts() * seconds).sum();
    }

    /** Joules for an output token, its share of the prompts included. */
    public double joulesPerToken() {
        return joules() / outputTokens;
    }

    /** Mean power of all devices. */
    public double watts() {
        return joules() / seconds;
    }

    /** Whether a profile says what its device draws. */
    public boolean knowsEnergy() {
        return !Double.isNaN(joules());
    }

    /**
     * US dollars for a million output tokens, all devices paid for from the start to the last token, busy or not.
     *
     * @param costs   of a device of each stage
     * @param devices of each stage
     */
    public double dollarsPerMillionTokens(List<RunningCost> costs, List<Integer> devices) {
        double dollars = 0;
        for (int i = 0; i < stages.size(); i++) {
            dollars += costs.get(i).dollars(devices.get(i) * seconds, joules(stages.get(i)));
        }
        return dollars / outputTokens * 1e6;
    }
}
