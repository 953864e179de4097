package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Fact;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactLines;
import org.lanewise.workload.Workload;

/**
 * Merging random histories. Each has machines of its own, so that a thousand of them fit into a few
 * databases without touching each other, but for what crashed anywhere.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class MergeTest {
    private static final int HISTORIES = 1_000;
    private static final int PARTS = 3;

    @TempDir Path folder;

    private final List<TuningDatabase> opened = new ArrayList<>();
    private final long seed = System.nanoTime();

    private TuningDatabase database(String name) {
        TuningDatabase database = Databases.open(folder.resolve(name));
        opened.add(database);
        return database;
    }

    @AfterEach
    void close() {
        opened.forEach(TuningDatabase::close);
    }

    private static Machine machine(int history) {
        return RandomHistory.machines(history).getFirst();
    }

    /** Three parts, each with some of every history, many facts in several of them. */
    private List<TuningDatabase> parts() {
        Random random = new Random(seed);
        List<List<Fact>> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(new ArrayList<>());
        }
        for (int number = 0; number < HISTORIES; number++) {
            for (Fact fact : new RandomHistory(random, number).facts()) {
                for (List<Fact> part : parts) {
                    if (random.nextBoolean()) {
                        part.add(fact);
                    }
                }
            }
        }
        List<TuningDatabase> databases = new ArrayList<>();
        for (List<Fact> part : parts) {
            Collections.shuffle(part, random);
            TuningDatabase database = database("part" + databases.size());
            database.history().add(part);
            databases.add(database);
        }
        return databases;
    }

    private static List<Fact> facts(TuningDatabase database) {
        List<Fact> facts = new ArrayList<>();
        database.history().read(facts::add);
        return facts;
    }

    private static void merge(TuningDatabase into, TuningDatabase... from) {
        for (TuningDatabase one : from) {
            List<String> refused = new ArrayList<>();
            FactLines.merge(one.history(), into.history(), refused::add);
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void inWhateverOrderAndHoweverOftenHistoriesAreMergedTheSameComesOut() throws IOException {
        List<TuningDatabase> parts = parts();
        TuningDatabase a = parts.get(0);
        TuningDatabase b = parts.get(1);
        TuningDatabase c = parts.get(2);
        TuningDatabase forwards = database("forwards");
        merge(forwards, a, b, c);
        TuningDatabase backwards = database("backwards");
        merge(backwards, c, b, a);
        TuningDatabase nested = database("nested");
        merge(nested, b, c);
        TuningDatabase outer = database("outer");
        merge(outer, a, nested);
        String what = "seed " + seed;
        List<Fact> expected = facts(forwards);
        assertThat(expected).as(what).hasSizeGreaterThan(2 * HISTORIES);
        assertThat(expected.stream().map(Object::getClass).distinct())
                .as(what)
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        // Results of different suites have equal stamps here, and so no order.
        assertThat(Set.copyOf(facts(backwards))).as(what).isEqualTo(Set.copyOf(expected));
        assertThat(Set.copyOf(facts(outer))).as(what).isEqualTo(Set.copyOf(expected));
        assertThat(Set.copyOf(facts(printedAndRead(outer))))
                .as(what)
                .isEqualTo(Set.copyOf(expected));
        // Each holds all that the parts hold.
        merge(forwards, outer);
        assertThat(Set.copyOf(facts(forwards))).as(what).isEqualTo(Set.copyOf(expected));
        lookUpsAgree(backwards, outer, what);
    }

    private TuningDatabase printedAndRead(TuningDatabase database) throws IOException {
        StringBuilder lines = new StringBuilder();
        FactLines.write(database.history(), line -> lines.append(line).append('\n'));
        TuningDatabase read = database("read");
        List<String> refused = new ArrayList<>();
        FactLines.read(new StringReader(lines.toString()), read.history(), refused::add);
        assertThat(refused).isEmpty();
        return read;
    }

    /** Of some histories: with equal facts look-ups can only differ by their order. */
    private static void lookUpsAgree(TuningDatabase one, TuningDatabase other, String what) {
        for (int number = 0; number < HISTORIES; number += 20) {
            for (Machine machine : RandomHistory.machines(number)) {
                assertThat(lookUps(one, machine, RandomHistory.workload(number)))
                        .as(what)
                        .isEqualTo(lookUps(other, machine, RandomHistory.workload(number)));
            }
        }
        assertThat(Set.copyOf(one.allBest())).as(what).isEqualTo(Set.copyOf(other.allBest()));
        assertThat(Set.copyOf(one.unproven())).as(what).isEqualTo(Set.copyOf(other.unproven()));
    }

    private static List<Object> lookUps(
            TuningDatabase database, Machine machine, Workload workload) {
        return List.of(
                database.recorded(machine, workload),
                database.best(machine, "net", "nchw16c", CacheState.HOT),
                database.condemned(machine),
                database.limits(machine, 1),
                database.peers(machine, workload, 1, CacheState.HOT));
    }

    @Test
    void ofTwoResultsOfOneSuiteTheLaterCounts() {
        TuningDatabase one = database("one");
        TuningDatabase two = database("two");
        BestConfig early = Fixtures.best(machine(1), "net", "nhwc", 1);
        BestConfig late = Fixtures.best(machine(1), "net", "nhwc", 2);
        one.saveBest(early);
        two.saveBest(late);
        merge(one, two);
        merge(two, one);
        assertThat(one.allBest()).containsExactly(late);
        assertThat(two.allBest()).containsExactly(late);
        one.saveBest(early);
        assertThat(one.allBest()).containsExactly(early);
    }

    @Test
    void trialsStayInTheOrderOfTheirRecording() {
        TuningDatabase one = database("one");
        Machine machine = machine(1);
        // The clock of the trials runs backwards.
        for (long seconds = 3; seconds > 0; seconds--) {
            one.append(machine, Fixtures.trial(seconds));
        }
        TuningDatabase two = database("two");
        merge(two, one);
        assertThat(two.trials(machine, Fixtures.WORKLOAD))
                .isEqualTo(one.trials(machine, Fixtures.WORKLOAD))
                .extracting(trial -> trial.seed())
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void pruningRemovesOnlyWhatNoSearchUses() {
        TuningDatabase database = database("one");
        Machine old = machine(1);
        database.append(machine(2), Fixtures.trial(1));
        database.history()
                .add(
                        List.of(
                                new Fact.OfTrial(
                                        UUID.randomUUID(),
                                        1,
                                        old,
                                        1,
                                        Optional.empty(),
                                        Fixtures.trial(2))));
        assertThat(database.trialCount()).isEqualTo(2);
        assertThat(database.history().prune()).isEqualTo(1);
        assertThat(database.trialCount()).isEqualTo(1);
        assertThat(facts(database)).extracting(Fact::machine).containsExactly(machine(2));
    }

    /** Such as that of a full disk where facts are added to another database. */
    @Test
    void aFailureOfWhoeverReadsIsNoUnreadableTrial() {
        TuningDatabase database = database("one");
        database.append(machine(1), Fixtures.trial(1));
        List<String> bad = new ArrayList<>();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        database.history()
                                .check(
                                        fact -> {
                                            throw new IllegalStateException("the disk is full");
                                        },
                                        bad::add))
                .withMessageContaining("the disk is full");
        assertThat(bad).isEmpty();
    }
}
