package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactLines;

/**
 * Merging random histories. Each has a machine of its own, so that a thousand of them fit into a
 * few databases without touching each other.
 */
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
        return new Machine(
                "CPU " + history, "avx512", 512, 1 + history % 4, "Linux", "Vendor 25", List.of());
    }

    /** Stamps, suites and numbers of threads of few kinds, so that facts meet. */
    private static Fact fact(Random random, int history) {
        Machine machine = machine(history);
        long stamp = 1L + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 ->
                    new Fact.OfResult(
                            stamp,
                            random.nextInt(4) == 0 ? 1 : KernelSource.GENERATOR,
                            Fixtures.best(
                                    machine,
                                    random.nextBoolean() ? "net" : "other",
                                    "nhwc",
                                    1 + random.nextInt(3)));
            case 1 -> new Fact.OfLimits(stamp, machine, Fixtures.limits(1 + random.nextInt(2)));
            case 2 ->
                    new Fact.OfPeers(
                            stamp,
                            machine,
                            Fixtures.peers(1 + random.nextInt(2), 1 + random.nextInt(3)));
            case 3 ->
                    new Fact.OfRun(
                            stamp,
                            machine,
                            Fixtures.time(new UUID(history, random.nextInt(2)), random.nextInt(3)));
            default ->
                    new Fact.OfTrial(
                            new UUID(history, random.nextInt(5)),
                            stamp,
                            machine,
                            random.nextBoolean() ? KernelSource.GENERATOR : 1,
                            Optional.of(new UUID(history, 0)),
                            Fixtures.trial(1, outcome(random), Fixtures.NOON));
        };
    }

    private static Outcome outcome(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Fixtures.measured(random.nextInt(9) + 1);
            case 1 -> new Outcome.TimedOut(random.nextInt(9) + 1);
            default -> new Outcome.NotIntrinsified(random.nextInt(9), "");
        };
    }

    /** One trial has one identity: of those that share one only the first is real. */
    private static List<Fact> history(Random random, int number) {
        List<Fact> facts = new ArrayList<>();
        Set<UUID> known = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            Fact fact = fact(random, number);
            if (!(fact instanceof Fact.OfTrial trial) || known.add(trial.id())) {
                facts.add(fact);
            }
        }
        return facts;
    }

    /** Three parts, each with some of every history, many facts in several of them. */
    private List<TuningDatabase> parts() {
        Random random = new Random(seed);
        List<List<Fact>> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(new ArrayList<>());
        }
        for (int number = 0; number < HISTORIES; number++) {
            for (Fact fact : history(random, number)) {
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
    @Tag("slow")
    void inWhateverOrderAndHoweverOftenHistoriesAreMergedTheSameComesOut() {
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
        // Results of different suites have equal stamps here, and so no order.
        assertThat(Set.copyOf(facts(backwards))).as(what).isEqualTo(Set.copyOf(expected));
        assertThat(Set.copyOf(facts(outer))).as(what).isEqualTo(Set.copyOf(expected));
        // Each holds all that the parts hold.
        merge(forwards, outer, backwards);
        assertThat(Set.copyOf(facts(forwards))).as(what).isEqualTo(Set.copyOf(expected));
        // With equal facts look-ups can only differ by their order: some of them show it.
        for (int number = 0; number < HISTORIES; number += 10) {
            assertThat(backwards.trials(machine(number), Fixtures.WORKLOAD))
                    .as(what)
                    .isEqualTo(outer.trials(machine(number), Fixtures.WORKLOAD));
            assertThat(backwards.best(machine(number), "net", "nhwc", CacheState.HOT))
                    .as(what)
                    .isEqualTo(outer.best(machine(number), "net", "nhwc", CacheState.HOT));
        }
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
