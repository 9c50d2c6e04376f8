package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ColdStartTest {

    /** What stands in for a decoder's process. */
    static final class Child {
        public static void main(String[] args) {
            System.out.println("a line of somebody else's");
            if (args[0].equals("well")) {
                System.out.println(ColdStart.report(1.25, 0.5));
                System.out.println("and another");
            } else {
                System.out.println("it went wrong");
                System.exit(2);
            }
        }
    }

    private static ProcessBuilder child(String how) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), Child.class.getName(), how);
    }

    @Test
    void aProcessIsTimedFromItsStartToItsToken() {
        ColdStart start = ColdStart.of(child("well"), System::nanoTime);
        assertThat(start.seconds()).isBetween(0.01, 60.0);
        assertThat(start.loadSeconds()).isEqualTo(1.25);
        assertThat(start.passSeconds()).isEqualTo(0.5);
    }

    @Test
    void aProcessWithoutATokenSaysWhy() {
        assertThatExceptionOfType(ColdStart.FailedException.class).isThrownBy(() -> ColdStart.of(child("badly"), System::nanoTime))
                .withMessageContaining("status 2").withMessageContaining("it went wrong");
    }

    @Test
    void aCommandThatIsNotThereIsTold() {
        assertThatExceptionOfType(ColdStart.FailedException.class)
                .isThrownBy(() -> ColdStart.of(new ProcessBuilder("/no/such/java"), System::nanoTime)).withMessageContaining("/no/such/java");
    }
}
