package dev.ridgepoint.cli;

import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where figures of energy come from, in words.
 *
 * @param hardware whose profile they rest on
 * @param model    that they follow
 */
record EnergySource(Hardware hardware, EnergyModel model) {

    /** Of a device whose profile states something to go by. */
    static Optional<EnergySource> of(Hardware hardware) {
        return EnergyModel.of(hardware).map(model -> new EnergySource(hardware, model));
    }

    /** {@code power} or {@code tdp}: what of the profile. */
    String key() {
        return model instanceof EnergyModel.Itemised ? "power" : "tdp";
    }

    String words() {
        return model instanceof EnergyModel.Itemised
                ? "Energy from the profile's power: at rest, and of each FLOP and byte ('ridgepoint show " + hardware.id()
                        + "' has the sources). That is a floor: clocks and fans are not counted."
                : "Energy from the TDP: " + Math.round(100 * EnergyModel.Utilised.AT_REST) + " % of it at rest, the rest as far as the busier of arithmetic "
                        + "and memory is busy. The profile states no more.";
    }

    /** A warning where a figure, the price among them, has no source but memory. */
    Optional<String> doubt() {
        Stream<Optional<Sourced>> figures = Stream.concat(Stream.of(hardware.price(), hardware.tdp()),
                hardware.power().stream().flatMap(
                        power -> Stream.concat(Stream.of(Optional.of(power.idle())), power.perByte().values().stream().map(Optional::of))));
        return figures.anyMatch(figure -> figure.filter(f -> f.confidence() == Sourced.Confidence.RECALLED).isPresent())
                ? Optional.of("Some of these figures are recalled from memory: do not cite what rests on them.") : Optional.empty();
    }
}
