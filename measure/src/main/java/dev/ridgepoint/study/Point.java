package dev.ridgepoint.study;

import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Request;
import java.util.Map;
import java.util.Optional;

/**
 * One point of a study, and what was predicted of it.
 *
 * @param device     its device
 * @param model      its model
 * @param format     of the weights
 * @param cache      of the KV cache
 * @param load       its scenario, before sweeps
 * @param request    what was asked
 * @param swept      a value for each sweep
 * @param prediction empty where there is none
 * @param reason     why there is none; empty where there is one
 */
record Point(
        Device device, Model model, WeightsFormat format, String cache, Load load, Request request, Map<Sweep, YamlScalar> swept,
        Optional<Prediction> prediction, String reason) {

    Point predicted(Prediction predicted) {
        return new Point(device, model, format, cache, load, request, swept, Optional.of(predicted), "");
    }

    Point skipped(String why) {
        return new Point(device, model, format, cache, load, request, swept, Optional.empty(), why);
    }
}
