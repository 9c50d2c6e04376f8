package dev.ridgepoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples run, and print what their comments promise. */
class SamplesTest {

    @Test
    void loadingAProfileShowsBothRidges() throws Exception {
        assertThat(printed(() -> Sample_01_LoadAProfile.main(new String[0]))).contains("76.05 FLOP/byte", "38 FLOP/byte");
    }

    @Test
    void predictingShowsWhichBoundHolds() throws Exception {
        assertThat(printed(() -> Sample_02_Predict.main(new String[0])))
                .containsPattern("decode .* tokens/s, memory-bound")
                .containsPattern("prefill .* tokens/s, compute-bound")
                .containsPattern("within a second +1\\d{3} tokens");
    }

    @Test
    void drawingWritesThreeFiles(@TempDir Path folder) throws Exception {
        String printed = printed(() -> Sample_03_DrawARoofline.main(new String[] {folder.toString()}));
        assertThat(printed.lines().map(Path::of)).hasSize(3).allMatch(Files::isRegularFile);
    }

    @Test
    void latentAttentionReadsLessFarIntoAConversation() throws Exception {
        String[] lines = printed(() -> Sample_04_CompareTwoAttentions.main(new String[0])).split("\n");
        assertThat(lines[0]).contains("SmolLM2").contains("196.6 kB cached a token");
        assertThat(lines[1]).contains("PLM").contains("36.86 kB cached a token");
    }

    @Test
    void aFullQueueServesMoreThanIsServedInTime() throws Exception {
        String[] lines = printed(() -> Sample_05_ServeRequests.main(new String[0])).split("\n");
        assertThat(lines[0]).containsPattern("at 4 requests/s +\\d+.* ms to the first token");
        double full = Double.parseDouble(lines[1].replaceAll("^with a full queue +([0-9.]+) .*", "$1"));
        double inTime = Double.parseDouble(lines[2].replaceAll("^within a second to the first token +([0-9.]+) .*", "$1"));
        assertThat(inTime).isBetween(4.0, full);
    }

    private interface Sample {
        void run() throws Exception;
    }

    private static String printed(Sample sample) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            sample.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
