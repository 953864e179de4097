package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;

/** Against a real second process. */
class MachineLockTest {
    @TempDir private Path folder;

    private final List<String> told = new ArrayList<>();

    private Process holder() throws IOException {
        Process process =
                new ProcessBuilder(
                                WorkerJvm.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockHolder.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.inputReader().readLine()).isEqualTo("taken");
        return process;
    }

    @Test
    void whoComesSecondIsToldWhoMeasuresAndBeginsWhenThatIsOver()
            throws IOException, InterruptedException {
        Process first = holder();
        try {
            assertThat(MachineLock.tryTake(folder, "other")).isEmpty();
            MachineLock.take(
                            folder,
                            "other",
                            holder -> {
                                told.add(holder);
                                end(first);
                            })
                    .close();
            assertThat(told).containsExactly("process " + first.pid() + " (tune abc)");
        } finally {
            first.destroyForcibly();
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void aKilledProcessHoldsNothing() throws IOException, InterruptedException {
        Process first = holder();
        first.destroyForcibly().waitFor();
        MachineLock.take(folder, "other", told::add).close();
        assertThat(told).isEmpty();
    }

    @Test
    void twoRunsOfOneProcessExcludeEachOtherToo() throws InterruptedException {
        try (MachineLock _ = MachineLock.take(folder, "first", told::add)) {
            assertThat(MachineLock.tryTake(folder, "second")).isEmpty();
        }
        try (MachineLock _ = MachineLock.take(folder, "second", told::add)) {
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(MeasureException.class)
                .isThrownBy(() -> MachineLock.tryTake(file, "tune"))
                .withMessageContaining(file.toString())
                .withMessageContaining("-Djava.io.tmpdir");
    }
}
