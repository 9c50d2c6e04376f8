package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    @TempDir
    private Path folder;

    private Path status;
    private Path powercap;
    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void aMachine() throws IOException {
        status = folder.resolve("status");
        powercap = Files.createDirectory(folder.resolve("powercap"));
        memory(100, 500);
    }

    private void memory(long resident, long highWater) throws IOException {
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  " + highWater + " kB\nVmRSS:\t  " + resident + " kB\n");
    }

    private void energy(int domain, long microjoules) throws IOException {
        Path path = Files.createDirectories(powercap.resolve("intel-rapl:" + domain));
        Files.writeString(path.resolve("energy_uj"), microjoules + "\n");
        Files.writeString(path.resolve("max_energy_range_uj"), "10000000\n");
    }

    private UsageMeter meter() {
        return new UsageMeter(new ResidentMemory.ProcStatus(status), Energy.of(powercap), now::get);
    }

    @Test
    void linuxTellsInKibibytes() {
        ResidentMemory memory = new ResidentMemory.ProcStatus(status);
        assertThat(memory.bytes()).hasValue(102_400);
        assertThat(memory.highWater()).hasValue(512_000);
    }

    @Test
    void whatLinuxDoesNotTellIsUnknown() throws IOException {
        Files.writeString(status, "Name:\tjava\n");
        assertThat(new ResidentMemory.ProcStatus(status).bytes()).isEmpty();
        assertThat(new ResidentMemory.ProcStatus(folder.resolve("nowhere")).highWater()).isEmpty();
        assertThat(meter().begin().stop().peakBytes()).isEmpty();
        assertThat(meter().begin().stop().averageBytes()).isEmpty();
    }

    @Test
    void thisProcessHasMemoryWhicheverWayItIsAsked() {
        OptionalLong oshi = new ResidentMemory.Oshi().bytes();
        OptionalLong here = ResidentMemory.ofThisProcess().bytes();
        assertThat(oshi.orElseThrow()).isBetween(here.orElseThrow() / 2, here.orElseThrow() * 2);
        assertThat(here.orElseThrow()).isBetween(10_000_000L, 100_000_000_000L);
    }

    @Test
    void memoryIsAveragedAndItsPeakIsTheHighestSample() throws IOException {
        UsageMeter.Stretch stretch = meter().begin();
        memory(300, 500);
        stretch.sample();
        memory(200, 500);
        Usage usage = stretch.stop();
        assertThat(usage.averageBytes()).hasValue(200 * 1024.0);
        assertThat(usage.peakBytes()).hasValue(300 * 1024.0);
    }

    @Test
    void aHighWaterMarkThatRisesIsThePeak() throws IOException {
        UsageMeter.Stretch stretch = meter().begin();
        memory(200, 800);
        assertThat(stretch.stop().peakBytes()).hasValue(800 * 1024.0);
    }

    @Test
    void powerIsEnergyOverTimeOfAllPackages() throws IOException {
        energy(0, 1_000_000);
        energy(1, 5_000_000);
        UsageMeter meter = meter();
        assertThat(meter.powerUnavailable()).isEmpty();
        UsageMeter.Stretch stretch = meter.begin();
        now.set(1_000_000_000L);
        energy(0, 2_000_000);
        stretch.sample();
        now.set(3_000_000_000L);
        energy(0, 8_000_000);
        energy(1, 6_000_000);
        Usage usage = stretch.stop();
        // 1 J in the first second, 7 J in the two after it.
        assertThat(usage.averageWatts().orElseThrow()).isCloseTo(8.0 / 3, within(1e-9));
        assertThat(usage.peakWatts().orElseThrow()).isCloseTo(3.5, within(1e-9));
    }

    @Test
    void aCounterThatStartsAgainIsFollowed() throws IOException {
        energy(0, 9_000_000);
        Energy energy = Energy.of(powercap);
        energy(0, 500_000);
        assertThat(energy.joules().orElseThrow()).isCloseTo(1.5, within(1e-9));
        energy(0, 1_500_000);
        assertThat(energy.joules().orElseThrow()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void partsOfAPackageAreNotCountedTwice() throws IOException {
        energy(0, 0);
        Path part = Files.createDirectory(powercap.resolve("intel-rapl:0:0"));
        Files.writeString(part.resolve("energy_uj"), "0");
        Files.writeString(part.resolve("max_energy_range_uj"), "10000000");
        Energy energy = Energy.of(powercap);
        energy(0, 1_000_000);
        Files.writeString(part.resolve("energy_uj"), "700000");
        assertThat(energy.joules().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void whyThereIsNoEnergyIsSaid() throws IOException {
        assertThat(Energy.of(folder.resolve("nowhere")).unavailable()).contains("no folder").contains("nowhere");
        assertThat(Energy.of(powercap).unavailable()).contains("no intel-rapl");
        Path path = Files.createDirectories(powercap.resolve("intel-rapl:0"));
        Energy unreadable = Energy.of(powercap);
        assertThat(unreadable.unavailable()).contains("cannot be read").contains(path.resolve("max_energy_range_uj").toString());
        assertThat(unreadable.joules()).isEmpty();
        assertThat(meter().begin().stop().averageWatts()).isEmpty();
        assertThat(meter().begin().stop().peakWatts()).isEmpty();
    }

    @Test
    void aThreadSamplesUntilItIsStopped() throws InterruptedException {
        AtomicLong asked = new AtomicLong();
        ResidentMemory counting = new ResidentMemory() {
            @Override
            public OptionalLong bytes() {
                return OptionalLong.of(asked.incrementAndGet());
            }

            @Override
            public OptionalLong highWater() {
                return OptionalLong.empty();
            }

            @Override
            public String source() {
                return "a counter";
            }
        };
        UsageMeter.Stretch stretch = new UsageMeter(counting, Energy.of(powercap), System::nanoTime).start();
        for (int i = 0; i < 500 && asked.get() < 4; i++) {
            Thread.sleep(10);
        }
        assertThat(stretch.stop().peakBytes().orElseThrow()).isGreaterThanOrEqualTo(4);
        long atTheEnd = asked.get();
        Thread.sleep(120);
        assertThat(asked.get()).isEqualTo(atTheEnd);
    }
}
