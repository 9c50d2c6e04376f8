package dev.ridgepoint.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.format.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The profiles that come with Ridgepoint. */
class ShippedProfilesTest {

    static List<String> ids() {
        return ShippedProfiles.CATALOG.ids();
    }

    static List<String> variants() {
        return ids().stream().filter(id -> ShippedProfiles.text(id).contains("\nscale-peaks: true\n")).toList();
    }

    @Test
    void thereAreSome() {
        assertThat(ids()).hasSizeGreaterThan(120);
        assertThat(variants()).hasSizeGreaterThan(12).allSatisfy(id -> assertThat(id).matches(".*-\\d+c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void everyProfileReads(String id) {
        Hardware hardware = read(id);
        assertThat(hardware.id()).isEqualTo(id);
        assertThat(hardware.bandwidth()).isPositive();
        assertThat(hardware.matrixPeak(NumberFormat.INT8).or(() -> hardware.vectorPeak(NumberFormat.FP32))).isPresent();
        assertThat(hardware.vectorPeak(NumberFormat.FP32)).isPresent();
    }

    /** RooflineBench, arXiv 2602.11506, table 1: the FP32 vector peak over the data sheet's bandwidth. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "rooflinebench-apple-m1-pro, 25.39", "rooflinebench-rtx-3090, 38.00", "rooflinebench-rtx-3070-ti-laptop, 37.05",
            "rooflinebench-jetson-orin-nano-super-8gb, 20.48", "rooflinebench-raspberry-pi-5-8gb, 8.98"})
    void ridgesOfThePaperAreReproduced(String id, String ridge) {
        Hardware hardware = read(id);
        double peak = hardware.matrixPeak(NumberFormat.FP16).orElseThrow().rate().value();
        assertThat(String.format(Locale.ROOT, "%.2f", peak / hardware.bandwidth())).isEqualTo(ridge);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void aVariantHasItsShareOfThePeaks(String id) {
        Hardware variant = read(id);
        Hardware whole = read(id.replaceFirst("-\\d+c$", ""));
        int cores = variant.cores().orElseThrow().count();
        assertThat(cores).isEqualTo(Integer.parseInt(id.replaceFirst(".*-(\\d+)c$", "$1"))).isLessThan(whole.cores().orElseThrow().count());
        double share = (double) cores / whole.cores().orElseThrow().count();
        assertThat(variant.peaks()).hasSameSizeAs(whole.peaks());
        for (int i = 0; i < whole.peaks().size(); i++) {
            double expected = whole.peaks().get(i).rate().value() * share;
            assertThat(variant.peaks().get(i).format()).isEqualTo(whole.peaks().get(i).format());
            assertThat(variant.peaks().get(i).rate().value()).isCloseTo(expected, within(expected * 1e-12));
        }
    }

    private static Hardware read(String id) {
        return new HardwareReader(ShippedProfiles.CATALOG).read(ShippedProfiles.CATALOG.find(id));
    }
}
