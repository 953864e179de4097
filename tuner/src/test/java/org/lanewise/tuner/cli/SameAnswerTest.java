package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;

/**
 * Tunes one layer from nothing in many processes, each with a seed of its own. Takes half a minute
 * a process, and a machine that does nothing else. Of sixty two may have another answer, of fewer
 * than thirty none.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "lanewise.processes", matches = "[1-9][0-9]*")
@Isolated("what is measured here wants the whole machine")
class SameAnswerTest {
    private static final int PROCESSES = Integer.getInteger("lanewise.processes", 0);

    private static final String LAYER =
            System.getProperty("lanewise.layer", "256x12x12_k3_s1_p1_nchw16c");

    private static final String BUDGET = System.getProperty("lanewise.budget", "2m,24");

    /** Of sixty, two may have another answer. */
    private static final double SAME = 58 / 60.0;

    @TempDir private Path folder;

    @Test
    void seedsAgreeOnAScheduleOrOnOneThatTiesWithIt() throws Exception {
        List<TunedLayer> answers = new ArrayList<>();
        for (int seed = 1; seed <= PROCESSES; seed++) {
            TunedLayer answer = tuned(seed);
            System.out.println("seed " + seed + ": " + words(answer));
            answers.add(answer);
        }
        Schedule common = mostCommon(answers);
        List<TunedLayer> others =
                answers.stream().filter(answer -> !agrees(answer, common)).toList();
        System.out.println(
                PROCESSES
                        - others.size()
                        + " of "
                        + PROCESSES
                        + " hold "
                        + common
                        + " for best or tied");

        assertThat(others)
                .as("answers in which %s is neither best nor tied with it", common)
                .hasSizeLessThanOrEqualTo((int) (PROCESSES * (1 - SAME) + 1e-9));
    }

    private TunedLayer tuned(int seed) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve("seed" + seed));
        String file = own.resolve("t.mv.db").toString();
        CliProcess.Ended ended =
                CliProcess.run(
                        own,
                        "tune",
                        LAYER,
                        "--budget",
                        BUDGET,
                        "--seed",
                        String.valueOf(seed),
                        "--db",
                        file,
                        "--out",
                        own.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        try (TuningDatabase database = Databases.read(Path.of(file))) {
            return database.allBest().getFirst().layers().getFirst();
        }
    }

    private static boolean agrees(TunedLayer answer, Schedule common) {
        return answer.best().equals(common) || answer.evidence().tied().contains(common);
    }

    private static Schedule mostCommon(List<TunedLayer> answers) {
        Map<String, List<Schedule>> named =
                answers.stream()
                        .map(TunedLayer::best)
                        .collect(
                                Collectors.groupingBy(
                                        Schedule::toString, TreeMap::new, Collectors.toList()));
        return named.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(List::getFirst)
                .orElseThrow();
    }

    private static String words(TunedLayer answer) {
        return String.format(
                Locale.ROOT,
                "%s, %.3f us, %.2f times as fast as the default, tied with %s",
                answer.best(),
                answer.bestTime().medianNs() / 1e3,
                answer.speedup(),
                answer.evidence().tied());
    }
}
