package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("slow")
@Isolated("a promise about time, which other tests would take from it")
class KeptBudgetTest {
    @TempDir private Path folder;

    @Test
    void theBudgetIsKept() throws Exception {
        TinyRuns runs = new TinyRuns(folder);
        long start = System.nanoTime();
        CliProcess.Ended ended = CliProcess.run(folder, runs.two("16s", "--layers", "a,b"));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
        assertThat(runs.stored().layers()).hasSize(2);
        // A tenth, and one round of fresh JVMs.
        assertThat(taken).isLessThan(Duration.ofSeconds(16 + 2 + 5));
    }
}
