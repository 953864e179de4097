package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.WORKLOAD;
import static org.lanewise.db.sql.Fixtures.trial;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.TuningDatabase;

/**
 * An interrupt, which would close the channel of the file, neither harms the database nor gets
 * lost.
 */
@Tag("slow")
@Timeout(120)
class InterruptTest {
    private static final int APPENDS = 300;

    @TempDir Path folder;

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedThreadOpensRecordsReadsAndClosesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try (TuningDatabase database = open()) {
            database.append(MACHINE, trial(1));
            database.saveBest(Fixtures.best(MACHINE, "net", "nhwc", 1));
            assertThat(database.trials(MACHINE, WORKLOAD)).containsExactly(trial(1));
        }
        assertThat(Thread.interrupted()).isTrue();
        try (TuningDatabase database = open()) {
            assertThat(database.trialCount()).isEqualTo(1);
            assertThat(database.allBest()).hasSize(1);
        }
    }

    @Test
    void interruptsInMidAppendLoseNothingAndTheDatabaseWorksOn() throws InterruptedException {
        AtomicInteger interrupted = new AtomicInteger();
        try (TuningDatabase database = open()) {
            Thread tuning =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int seed = 0; seed < APPENDS; seed++) {
                                    database.append(MACHINE, trial(seed));
                                    interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
                                }
                            });
            while (tuning.isAlive()) {
                tuning.interrupt();
                // Without a pause there are more interrupts than appends, and their thread has no
                // processor.
                Thread.sleep(1);
            }
            assertThat(interrupted).hasPositiveValue();
            assertThat(database.trialCount()).isEqualTo(APPENDS);
            database.append(MACHINE, trial(APPENDS));
        }
        try (TuningDatabase database = open()) {
            assertThat(database.trialCount()).isEqualTo(APPENDS + 1);
        }
    }

    private TuningDatabase open() {
        return Databases.open(folder.resolve("interrupted"));
    }
}
