package dev.ridgepoint.study;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader.Layered;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.YamlChange;
import java.util.List;

/**
 * A device of a study.
 *
 * @param name    in tables and figures
 * @param id      of its profile
 * @param profile as its file and what that extends have it
 * @param changes fields that this study sets to other values
 */
public record Device(String name, String id, Layered profile, List<YamlChange> changes) {

    /** Copies its list. */
    public Device {
        changes = List.copyOf(changes);
    }

    /** The device, with more fields changed. */
    public Hardware with(List<YamlChange> swept) {
        return HardwareReader.read(profile.with(changes).with(swept));
    }
}
