package org.lanewise.tuner.measure.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatterTest {
    private static String lastWords(String printed) throws InterruptedException {
        return new Chatter(
                        new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), "test")
                .lastWords();
    }

    @Test
    void theLastLinesAreKeptHoweverManyThereWere() throws InterruptedException {
        String printed =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "line " + i)
                        .collect(Collectors.joining("\n"));
        assertThat(lastWords(printed))
                .isEqualTo("line 99995 | line 99996 | line 99997 | line 99998 | line 99999");
    }

    @Test
    void anErrorIsMoreThanWhatWasPrintedAfterIt() throws InterruptedException {
        assertThat(
                        lastWords(
                                """
                                WARNING: Using incubator modules: jdk.incubator.vector
                                something
                                Exception in thread "main" java.lang.IllegalStateException: why
                                \tat a.B.c(B.java:1)
                                \t... 3 more
                                [1.2s][info][gc] a
                                [1.2s][info][gc] b
                                [1.2s][info][gc] c
                                [1.2s][info][gc] d
                                [1.2s][info][gc] e
                                """))
                .isEqualTo(
                        "Exception in thread \"main\" java.lang.IllegalStateException: why"
                                + " | [1.2s][info][gc] a | [1.2s][info][gc] b | [1.2s][info][gc] c"
                                + " | [1.2s][info][gc] d");
    }

    @Test
    void aCrashIsToldFromItsBeginning() throws InterruptedException {
        assertThat(
                        lastWords(
                                """
                                #
                                # A fatal error has been detected by the Java Runtime Environment:
                                #
                                #  SIGSEGV (0xb) at pc=0x1, pid=2, tid=3
                                # JRE version: 25
                                # Java VM: x
                                # Problematic frame:
                                # C  [libc.so.6+0x1]
                                # If you would like to submit a bug report, please visit:
                                """))
                .startsWith("# A fatal error has been detected")
                .contains("SIGSEGV", "Problematic frame")
                .doesNotContain("bug report");
    }

    @Test
    void nothingPrintedIsNothingSaid() throws InterruptedException {
        assertThat(lastWords("")).isEmpty();
    }
}
