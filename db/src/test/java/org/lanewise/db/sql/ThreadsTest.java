package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;

@Timeout(120)
class ThreadsTest {
    private static final int THREADS = 8;
    private static final int APPENDS = 25;

    @TempDir Path folder;

    @Test
    void threadsRecordAndReplaceAtTheSameTime() throws Exception {
        try (TuningDatabase database = open()) {
            inParallel(thread -> {
                for (int i = 0; i < APPENDS; i++) {
                    database.append(MACHINE, trial(thread));
                    database.saveBest(Fixtures.best(MACHINE, "net", "nhwc", 1 + thread % 4));
                }
            });
            assertThat(database.trialCount()).isEqualTo((long) THREADS * APPENDS);
            assertThat(database.allBest()).hasSize(1);
        }
    }

    @Test
    void closingUnderThreadsAtWorkKeepsWhatWasAcknowledgedAndRefusesTheRestInASentence()
            throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        TuningDatabase database = open();
        inParallel(thread -> {
            if (thread == 0) {
                Thread.sleep(50);
                database.close();
            } else {
                assertThatExceptionOfType(DatabaseException.class)
                        .isThrownBy(() -> appendForever(database, acknowledged))
                        .withMessage("The database %s.mv.db is closed.", file());
            }
        });
        try (TuningDatabase reopened = open()) {
            assertThat(reopened.trialCount()).isEqualTo(acknowledged.get());
        }
    }

    @Test
    void closingTwiceIsFineAndEveryOtherCallThenSaysThatItIsClosed() {
        TuningDatabase database = open();
        database.close();
        database.close();
        List<Runnable> calls =
                List.of(
                        () -> database.append(MACHINE, trial(1)),
                        database::trialCount,
                        database::allBest,
                        () -> database.trials(MACHINE, Fixtures.WORKLOAD),
                        () -> database.saveBest(Fixtures.best(MACHINE, "net", "nhwc", 1)));
        for (Runnable call : calls) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(call::run)
                    .withMessage("The database %s.mv.db is closed.", file());
        }
    }

    private static void appendForever(TuningDatabase database, AtomicInteger acknowledged) {
        for (long seed = 0; ; seed++) {
            database.append(MACHINE, trial(seed));
            acknowledged.incrementAndGet();
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all =
                    IntStream.range(0, THREADS)
                            .<Future<?>>mapToObj(thread ->
                                    threads.submit(() -> {
                                        work.run(thread);
                                        return null;
                                    }))
                            .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private TuningDatabase open() {
        return Databases.open(file());
    }

    private Path file() {
        return folder.resolve("threads");
    }
}
