package dev.ridgepoint.hardware;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.unit.Dimension;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code links} of a hardware profile. */
final class LinkReader {

    private LinkReader() { }

    static List<Link> read(YamlMapping links) {
        List<Link> read = new ArrayList<>();
        for (String name : links.keys()) {
            YamlMapping m = links.mapping(name);
            Link.Kind kind = m.choice("kind", Link.Kind.class);
            int devices = m.findPositive("devices").orElse(kind == Link.Kind.HOST ? 1 : YamlMapping.MOST);
            if (devices == 1 && kind != Link.Kind.HOST) {
                throw m.get("devices").place().mistake("a link between devices has 2 or more of them");
            }
            read.add(new Link(name, kind, devices, m.flag("switched", false),
                    HardwareReader.sourced(m, "bandwidth", Dimension.BYTES_PER_SECOND).orElseThrow(() -> m.place().mistake("has no 'bandwidth'")),
                    HardwareReader.sourced(m, "latency", Dimension.SECONDS)));
            m.rejectUnknownKeys();
        }
        return read;
    }
}
