package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactLines;

/** The same records on a real PostgreSQL. */
@Tag("slow")
class PostgresTest {
    private static EmbeddedPostgres server;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A new database of its own on the one server. */
    private static String url(String name) throws Exception {
        try (Connection sql = server.getPostgresDatabase().getConnection();
                Statement statement = sql.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name + "?user=postgres";
    }

    private static List<Fact> facts(TuningDatabase database) {
        List<Fact> facts = new ArrayList<>();
        database.history().read(facts::add);
        return facts;
    }

    @Test
    void allThatAFileHoldsGoesToAServerAndBackUnchanged() throws Exception {
        try (TuningDatabase file = Databases.open(folder.resolve("t"));
                TuningDatabase back = Databases.open(folder.resolve("back"));
                TuningDatabase shared = Databases.open(url("whole"))) {
            file.append(Fixtures.MACHINE, UUID.randomUUID(), Fixtures.trial(1));
            long seed = 1;
            for (var outcome : TrialsTest.OUTCOMES) {
                seed++;
                if (!outcome.words().contains("\u0000")) {
                    file.append(Fixtures.MACHINE, Fixtures.trial(seed, outcome, Fixtures.NOON));
                }
            }
            Outcome crash = new Outcome.WorkerDied("exit code 134");
            file.append(Fixtures.MACHINE, Fixtures.trial(seed + 1, crash, Fixtures.NOON));
            file.saveBest(Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 3));
            file.saveLimits(Fixtures.MACHINE, Fixtures.limits(2));
            file.savePeers(Fixtures.MACHINE, Fixtures.peers(1, 3));
            file.saveTime(Fixtures.MACHINE, Fixtures.time(UUID.randomUUID(), 2));
            shared.history().add(facts(file));
            assertThat(facts(shared)).isEqualTo(facts(file));
            assertThat(shared.history().add(facts(file))).isZero();
            back.history().add(facts(shared));
            assertThat(facts(back)).isEqualTo(facts(file));
            assertThat(shared.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .isEqualTo(file.trials(Fixtures.MACHINE, Fixtures.WORKLOAD));
            assertThat(shared.recorded(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .isEqualTo(file.recorded(Fixtures.MACHINE, Fixtures.WORKLOAD));
            assertThat(shared.held()).isEqualTo(file.held());
            assertThat(shared.condemned(Fixtures.MACHINE))
                    .isEqualTo(file.condemned(Fixtures.MACHINE))
                    .isNotEmpty();
            assertThat(shared.limits(Fixtures.MACHINE, 2)).contains(Fixtures.limits(2));
            FactLines.Imported again =
                    FactLines.merge(shared.history(), file.history(), sentence -> {});
            assertThat(again.news()).isZero();
        }
    }

    @Test
    void aResultReplacesTheEarlierOne() throws Exception {
        BestConfig later = Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 2);
        try (TuningDatabase shared = Databases.open(url("results"))) {
            shared.saveBest(Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 5));
            shared.saveBest(later);
            assertThat(shared.best(Fixtures.MACHINE, "net", "nhwc", CacheState.HOT))
                    .contains(later);
            assertThat(shared.allBest()).containsExactly(later);
        }
    }

    @Test
    void severalWriteAtOnceAndNoneLosesATrial() throws Exception {
        String url = url("several");
        int writers = 4;
        int each = 25;
        CompletableFuture.allOf(
                        IntStream.range(0, writers)
                                .mapToObj(writer ->
                                        CompletableFuture.runAsync(
                                                () -> append(url, writer * each, each)))
                                .toArray(CompletableFuture[]::new))
                .join();
        try (TuningDatabase shared = Databases.open(url)) {
            assertThat(shared.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .extracting(Trial::seed)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, (long) writers * each).boxed().toList());
        }
    }

    @Test
    void twoStoreDifferentLayersOfASuiteAtOnceAndBothStay() throws Exception {
        String url = url("layers");
        BestConfig whole = Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 24);
        Databases.open(url).close();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> merge(url, whole, 0)),
                        CompletableFuture.runAsync(() -> merge(url, whole, 1)))
                .join();
        try (TuningDatabase shared = Databases.open(url)) {
            assertThat(shared.best(Fixtures.MACHINE, "net", "nhwc", CacheState.HOT))
                    .hasValueSatisfying(best ->
                            assertThat(best.layers())
                                    .containsExactlyInAnyOrderElementsOf(whole.layers()));
        }
    }

    /** The second begins, and unless it waits ends, between what the first reads and writes. */
    @Test
    void aLayerThatIsStoredWhileAnotherIsMergedStays() throws Exception {
        String url = url("between");
        BestConfig whole = Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 3);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        try (TuningDatabase one = Databases.open(url);
                TuningDatabase other = Databases.open(url)) {
            one.saveBest(whole.with(whole.layers().subList(0, 1)));
            CompletableFuture<Void> first =
                    CompletableFuture.runAsync(() ->
                            one.mergeBest(
                                    whole.with(whole.layers().subList(1, 2)),
                                    layer -> {
                                        read.countDown();
                                        awaited(stored, 1);
                                        return true;
                                    }));
            assertThat(awaited(read, 30)).isTrue();
            other.mergeBest(whole.with(whole.layers().subList(2, 3)), layer -> true);
            stored.countDown();
            first.join();
            assertThat(one.allBest())
                    .singleElement()
                    .satisfies(best ->
                            assertThat(best.layers())
                                    .containsExactlyInAnyOrderElementsOf(whole.layers()));
        }
    }

    private static boolean awaited(CountDownLatch latch, int seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    /** Every second layer, one by one. */
    private static void merge(String url, BestConfig whole, int first) {
        try (TuningDatabase shared = Databases.open(url)) {
            for (int index = first; index < whole.layers().size(); index += 2) {
                TunedLayer layer = whole.layers().get(index);
                shared.mergeBest(
                        whole.with(List.of(layer)), other -> !other.layer().equals(layer.layer()));
            }
        }
    }

    private static void append(String url, int from, int count) {
        try (TuningDatabase shared = Databases.open(url)) {
            for (int seed = from; seed < from + count; seed++) {
                shared.append(Fixtures.MACHINE, Fixtures.trial(seed));
            }
        }
    }

    @Test
    void aLostConnectionIsRiddenOutAndNothingIsRecordedTwice() throws Exception {
        String url = url("lost");
        try (TuningDatabase shared = Databases.open(url)) {
            for (long seed = 1; seed <= 20; seed++) {
                if (seed % 5 == 0) {
                    cut("lost");
                }
                shared.append(Fixtures.MACHINE, Fixtures.trial(seed));
            }
            assertThat(shared.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .extracting(Trial::seed)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    /** Ends all connections to a database. */
    private static void cut(String name) {
        try (Connection sql = server.getPostgresDatabase().getConnection();
                Statement statement = sql.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                            + name
                            + "'");
        } catch (SQLException unable) {
            throw new AssertionError(unable);
        }
    }

    @Test
    void noFactIsHandedOutTwiceThoughTheConnectionIsLost() throws Exception {
        try (TuningDatabase shared = Databases.open(url("handed"))) {
            for (long seed = 1; seed <= 3; seed++) {
                shared.append(Fixtures.MACHINE, Fixtures.trial(seed));
            }
            cut("handed");
            assertThat(facts(shared)).hasSize(3);
            List<Fact> read = new ArrayList<>();
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() ->
                            shared.history()
                                    .read(fact -> {
                                        read.add(fact);
                                        cut("handed");
                                    }));
            assertThat(read).isNotEmpty().doesNotHaveDuplicates();
            assertThat(facts(shared)).hasSize(3);
        }
    }

    @Test
    void aServerThatIsNotThereAndAPasswordInTheUrlAreSaid() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open("jdbc:postgresql://localhost:1/none"))
                .withMessageStartingWith(
                        "The database jdbc:postgresql://localhost:1/none cannot be opened: ");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open("jdbc:postgresql://localhost/x?password=secret"))
                .withMessageContaining("PGPASSFILE")
                .withMessageNotContaining("secret");
    }
}
