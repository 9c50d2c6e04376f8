package dev.ridgepoint.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.lint.Finding;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links, power and sustained limits of a profile. */
class LinksAndPowerTest {

    private static final String CHIP = """
            id: chip
            name: A chip
            kind: datacenter-gpu
            peaks: {matrix: {fp16: 8 TFLOP/s}}
            memory: {hbm: {capacity: 8 GiB, bandwidth: 1000 GB/s}}
            """;

    @TempDir
    private Path folder;

    private Hardware chip(String more) {
        try {
            Path file = Files.writeString(folder.resolve("chip.yaml"), CHIP + more);
            return new HardwareReader(new Catalog(folder, "hardware profile")).read(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void linksAreRead() {
        Hardware chip = chip("""
                links:
                  nvlink: {kind: peer, devices: 8, switched: true, bandwidth: 450 GB/s, latency: 2 us}
                  net: {kind: network, bandwidth: 50 GB/s}
                """);
        Link peer = chip.link(Link.Kind.PEER).orElseThrow();
        assertThat(peer.bandwidth().value()).isEqualTo(450e9);
        assertThat(peer.seconds()).isCloseTo(2e-6, withPercentage(1e-9));
        assertThat(peer.devices()).isEqualTo(8);
        assertThat(peer.switched()).isTrue();
        assertThat(chip.link(Link.Kind.NETWORK).orElseThrow().seconds()).isZero();
        assertThat(chip.link(Link.Kind.HOST)).isEmpty();
    }

    /** A lane of each generation in each direction: 8, 16, 32 Gbit/s with 128 in 130 bits of payload, 64 with 242 in 256. */
    @ParameterizedTest
    @CsvSource({"PCIe 3.0 x16, 15.754", "PCIe 4.0 x8, 15.754", "PCIe 4.0 x16, 31.508", "PCIe 5.0 x16, 63.015", "PCIe 6.0 x16, 121"})
    void aBusFollowsFromItsGenerationAndWidth(String written, double gigabytes) {
        Hardware chip = chip("pcie: " + written + "\n");
        assertThat(chip.link(Link.Kind.HOST).orElseThrow().bandwidth().value()).isCloseTo(gigabytes * 1e9, withPercentage(0.01));
        assertThat(chip.link(Link.Kind.PEER).orElseThrow().bandwidth().value()).isCloseTo(gigabytes * 1e9, withPercentage(0.01));
    }

    @Test
    void aStatedLinkIsNotReplacedByTheBus() {
        Hardware chip = chip("pcie: PCIe 5.0 x16\nlinks: {nvlink: {kind: peer, devices: 8, bandwidth: 450 GB/s}}\n");
        assertThat(chip.links()).extracting(Link::name).containsExactly("nvlink", "pcie");
        assertThat(chip.link(Link.Kind.PEER).orElseThrow().name()).isEqualTo("nvlink");
        assertThat(chip("pcie: PCIe 5.0\n").links()).isEmpty();
        assertThat(chip("pcie: PCIe 9.0 x16\n").links()).isEmpty();
    }

    @Test
    void powerIsReadAndNarrowerFormatsFallBack() {
        Power power = chip("power: {idle: 70 W, per-flop: {fp16: 0.6 pJ, fp8: 0.3 pJ}, per-byte: {hbm: 50 pJ}}\n").power().orElseThrow();
        assertThat(power.idle().value()).isEqualTo(70);
        assertThat(power.flop(NumberFormat.FP8).orElseThrow().value()).isCloseTo(0.3e-12, withPercentage(1e-9));
        assertThat(power.flop(NumberFormat.FP4).orElseThrow().value()).isCloseTo(0.3e-12, withPercentage(1e-9));
        assertThat(power.flop(NumberFormat.FP32)).isEmpty();
        assertThat(power.perByte().get("hbm").value()).isCloseTo(50e-12, withPercentage(1e-9));
    }

    @Test
    void sustainedLimitsScaleTheCeilings() {
        SustainedLimits limits = chip("sustained: {after: 60 s, peaks: 0.5, bandwidth: 0.8}\n").sustained().orElseThrow();
        assertThat(limits.after().value()).isEqualTo(60);
        Hardware warm = limits.of(chip(""));
        assertThat(warm.bandwidth()).isCloseTo(800e9, withPercentage(1e-9));
        assertThat(warm.peaks().get(0).rate().value()).isCloseTo(4e12, withPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "links: {a: {kind: peer, devices: 8}}                                    | has no 'bandwidth'",
        "links: {a: {kind: peers, bandwidth: 1 GB/s}}                            | peer",
        "links: {a: {bandwidth: 1 GB/s}}                                         | kind",
        "links: {a: {kind: peer, devices: 1, bandwidth: 1 GB/s}}                 | 2 or more",
        "links: {a: {kind: peer, bandwidth: 1 GB}}                               | 'GB' is not a unit here",
        "links: {a: {kind: peer, bandwidth: 1 GB/s, latancy: 1 us}}              | latancy",
        "power: {per-byte: {hbm: 5 pJ}}                                          | has no 'idle'",
        "power: {idle: 5 W, per-flop: {fp17: 1 pJ}}                              | is not a number format",
        "power: {idle: 5 W, per-byte: {hbm: 1 W}}                                | 'W' is not a unit here",
        "sustained: {peaks: 0.5}                                                 | has no 'after'",
        "sustained: {after: 60 s, peaks: 1.5}                                    | 1.5"})
    void mistakesAreSaid(String more, String problem) {
        assertThatThrownBy(() -> chip(more + "\n")).isInstanceOf(InvalidInputException.class).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bandwidth: {value: 450 GB/s   | bandwidth: {value: 7200 GB/s   | links.nvlink.bandwidth",
        "latency: {value: 1 us         | latency: {value: 2 ms          | links.nvlink.latency"})
    void headlinesOfWholeNodesAreFound(String from, String to, String field) {
        List<Finding> findings = ShippedProfiles.lint(folder, "h100-sxm", ShippedProfiles.edited("h100-sxm", from, to));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("link");
            assertThat(finding.field()).isEqualTo(field);
        });
    }

    @Test
    void linksAndPowerHaveSources() {
        String unsourced = ShippedProfiles.edited("h100-sxm", "idle: {value: 70 W, source: recalled,", "idle: {value: 70 W, source: nobody,");
        assertThat(ShippedProfiles.lint(folder, "h100-sxm", unsourced)).singleElement()
                .satisfies(finding -> assertThat(finding.field()).isEqualTo("power.idle"));
    }
}
