package dev.ridgepoint.sweepfile;

import dev.ridgepoint.energy.CostTerms;
import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.study.Device;
import dev.ridgepoint.study.StudyReader;
import dev.ridgepoint.study.SubjectReader;
import dev.ridgepoint.unit.Dimension;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads under what runtimes, on how many devices and on what terms the models of a sweep run. */
final class RunningReader {

    private static final double MOST = 1e6;
    private static final double LEAST = 1e-6;

    private final SubjectReader subjects;
    private final List<Device> devices;

    RunningReader(SubjectReader subjects, List<Device> devices) {
        this.subjects = subjects;
        this.devices = devices;
    }

    Running read(YamlMapping top) {
        List<String> named = Stream.of(Running.RUNTIME, Running.TENSOR, Running.EXPERT).filter(key -> top.find(key).isPresent()).toList();
        return new Running(subjects.runtimes(top), SubjectReader.deviceCounts(top, Running.TENSOR), SubjectReader.deviceCounts(top, Running.EXPERT), named,
                top.findMapping("cost").map(this::terms).orElseGet(() -> Collections.nCopies(devices.size(), CostTerms.USUAL)));
    }

    private List<CostTerms> terms(YamlMapping cost) {
        double years = number(cost, "years", LEAST, MOST, RunningCost.USUAL_YEARS);
        double busy = number(cost, "busy", LEAST, 1, RunningCost.USUAL_SHARE);
        double electricity = cost.find("electricity").map(RunningReader::dollars).orElse(RunningCost.USUAL_ELECTRICITY);
        double overhead = number(cost, "pue", 1, MOST, RunningCost.USUAL_OVERHEAD);
        List<CostTerms> terms = devices.stream().map(device -> new CostTerms(
                ofDevice(cost, "rent", device), ofDevice(cost, "price", device), years, busy, electricity, overhead)).toList();
        cost.rejectUnknownKeys();
        return terms;
    }

    private static double number(YamlMapping cost, String key, double least, double most, double otherwise) {
        return cost.find(key).map(node -> YamlMapping.scalar(node).number(least, most)).orElse(otherwise);
    }

    private static double dollars(YamlNode node) {
        return YamlMapping.scalar(node).quantity(Dimension.DOLLARS).value();
    }

    /** One amount for all devices, or one for each of some. */
    private Optional<Double> ofDevice(YamlMapping cost, String key, Device device) {
        Optional<YamlNode> given = cost.find(key);
        if (given.isEmpty() || !(given.get() instanceof YamlMapping each)) {
            return given.map(RunningReader::dollars);
        }
        List<String> names = devices.stream().map(Device::name).toList();
        each.keys().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw StudyReader.unknown(new YamlScalar(name, each.get(name).place()), "device", names);
        });
        return each.find(device.name()).map(RunningReader::dollars);
    }
}
