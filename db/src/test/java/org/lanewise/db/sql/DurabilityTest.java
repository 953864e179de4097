package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.workload.Layout;

/** What a method has returned from is there after the JVM was killed. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class DurabilityTest {
    private static final int ENOUGH = 100;

    @TempDir Path folder;

    @RepeatedTest(3)
    void everyAcknowledgedTrialSurvivesAKill() throws Exception {
        long acknowledged;
        try (ChildJvm child = ChildJvm.start(file(), "append")) {
            await(child, ENOUGH);
            child.kill(true);
            acknowledged = last(child.lines());
        }
        assertThat(recordedSeeds()).containsAll(upTo(acknowledged));
    }

    @Test
    void closingInAShutdownHookLosesNothingAndSaysSoToTheThreadAtWork() throws Exception {
        List<String> lines;
        try (ChildJvm child = ChildJvm.start(file(), "append, close in a hook")) {
            await(child, ENOUGH);
            child.kill(false);
            lines = new ArrayList<>(child.lines());
            child.exitCode();
            assertThat(child.errors()).isEmpty();
        }
        lines.removeIf(line -> line.equals("The database " + file() + ".mv.db is closed."));
        assertThat(recordedSeeds()).containsAll(upTo(last(lines)));
    }

    @RepeatedTest(3)
    void aKillWhileAResultIsReplacedLeavesAWholeResult(RepetitionInfo repetition) throws Exception {
        try (ChildJvm child = ChildJvm.start(file(), "save")) {
            await(child, ENOUGH);
            // Without a pause every kill would hit right after a line was printed, between two
            // replacements.
            Thread.sleep(5L * repetition.getCurrentRepetition());
            child.kill(true);
        }
        try (TuningDatabase database = Databases.open(file())) {
            BestConfig found =
                    database.best(Fixtures.MACHINE, "net", Layout.NHWC.text(), CacheState.HOT)
                            .orElseThrow();
            assertThat(found)
                    .isEqualTo(
                            Fixtures.best(Fixtures.MACHINE, "net", "nhwc", found.layers().size()));
            assertThat(database.allBest()).containsExactly(found);
        }
    }

    private static void await(ChildJvm child, int lines) throws Exception {
        for (int line = 0; line < lines; line++) {
            assertThat(child.line()).as(() -> "the child works on").isNotNull();
        }
    }

    private static long last(List<String> lines) {
        return lines.isEmpty() ? ENOUGH : Long.parseLong(lines.getLast());
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private List<Long> recordedSeeds() {
        try (TuningDatabase database = Databases.open(file())) {
            List<Trial> trials = database.trials(Fixtures.MACHINE, Fixtures.WORKLOAD);
            assertThat(trials).allMatch(trial -> trial.equals(Fixtures.trial(trial.seed())));
            return trials.stream().map(Trial::seed).toList();
        }
    }

    private Path file() {
        return folder.resolve("durable");
    }
}
