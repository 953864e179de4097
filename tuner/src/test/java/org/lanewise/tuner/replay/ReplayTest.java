package org.lanewise.tuner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.SyntheticMachine;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.tables.BuiltInTables;
import org.lanewise.tuner.tables.RecordedTable;
import org.lanewise.tuner.tables.Slice;
import org.lanewise.tuner.tables.TableHeader;
import org.lanewise.tuner.tables.TableRow;
import org.lanewise.workload.Workload;

/** What strategies need on tables: on made-up ones, and on those that come with Lanewise. */
@Execution(ExecutionMode.CONCURRENT)
class ReplayTest {
    /** All 30 take minutes. */
    private static final int SEEDS = Integer.getInteger("lanewise.seeds", 3);

    private static final int MEDIAN = 48;
    private static final int P90 = 128;

    private static RecordedTable made(String text, int most) {
        Workload workload = Workload.parse(text);
        ScheduleSpace space = ScheduleSpace.of(workload, Target.AVX512);
        TableHeader header =
                new TableHeader(
                        workload,
                        new Machine("made up", "amd64/512", 512, 2, "Linux", "25", List.of()),
                        Slice.within(space, most, 1),
                        1);
        SyntheticMachine machine = new SyntheticMachine(1);
        return new RecordedTable(
                text,
                header,
                header.space()
                        .legal()
                        .map(legal ->
                                TableRow.of(
                                        legal.schedule(),
                                        outcome(machine.measured(workload, legal.schedule(), 1))))
                        .toList());
    }

    private static Outcome outcome(OptionalDouble nanos) {
        return nanos.isEmpty()
                ? new Outcome.NotIntrinsified(64, "")
                : new Outcome.Measured(
                        new Estimate(nanos.getAsDouble(), nanos.getAsDouble(), nanos.getAsDouble()),
                        List.of(nanos.getAsDouble()),
                        1);
    }

    @Test
    void aReplayGoesTheSameWayTwiceAndStopsAtItsBudget() throws Exception {
        RecordedTable table = made("240x14x14_k5_s1_p2_nhwc", 500);
        Replay one = new Replay(table, Strategies.named("restarts"), 5);
        Replay other = new Replay(table, Strategies.named("restarts"), 5);
        while (one.round(40)) {
            assertThat(one.evaluations()).isLessThanOrEqualTo(40);
        }
        while (other.round(40)) {
            assertThat(other.evaluations()).isLessThanOrEqualTo(40);
        }

        assertThat(one.evaluations()).isEqualTo(40);
        assertThat(one.improvements()).isNotEmpty();
        assertThat(one.improvements())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(other.improvements());
        assertThat(one.best()).isEqualTo(one.improvements().getLast().cost());
    }

    @Tag("slow")
    @Test
    void anExhaustedTableHasGivenItsBest() throws Exception {
        RecordedTable table = made("64x12x12_k3_s1_p1_nchw16c", 60);
        for (String name : Strategies.names()) {
            Replay replay = new Replay(table, Strategies.named(name), 2);
            replay.untilNear(Integer.MAX_VALUE);

            assertThat(replay.evaluations()).as(name).isEqualTo(table.size());
            assertThat(replay.best()).as(name).isEqualTo(table.best());
            assertThat(replay.shareOfBestAfter(table.size())).as(name).isEqualTo(1);
            assertThat(replay.evaluationsToNear()).as(name).isLessThanOrEqualTo(table.size());
        }
    }

    @Test
    void aComparisonCountsEverySearchOnce() throws Exception {
        RecordedTable table = made("64x12x12_k3_s1_p1_nchw16c", 60);
        AtomicInteger searches = new AtomicInteger();
        Comparison.Row row =
                Comparison.run(table, Strategies.named("random"), 20, searches::addAndGet);

        assertThat(searches).hasValue(20);
        assertThat(row.seeds()).isEqualTo(20);
        assertThat(row.medianTo5Percent()).isBetween(1, row.p90To5Percent());
        assertThat(row.p90To5Percent()).isLessThanOrEqualTo(table.size());
        assertThat(row.bestAt64()).isEqualTo(1);
        assertThat(Comparison.run(table, Strategies.named("random"), 20, searches::addAndGet))
                .usingRecursiveComparison()
                .ignoringFields("score")
                .isEqualTo(row);
    }

    @Tag("slow")
    @Test
    void theModelComesNearTheBestOfAMadeUpTableInTime(TestReporter reporter) throws Exception {
        reachesItsGoal(made("256x28x28_k3_s1_p1_nchw", 1200), reporter);
    }

    @Tag("slow")
    @Test
    void theModelComesNearTheBestOfEveryRecordedTableInTime(TestReporter reporter)
            throws Exception {
        assertThat(BuiltInTables.all()).hasSizeGreaterThanOrEqualTo(12);
        for (RecordedTable table : BuiltInTables.all()) {
            reachesItsGoal(table, reporter);
        }
    }

    private static void reachesItsGoal(RecordedTable table, TestReporter reporter)
            throws InterruptedException {
        Comparison.Row model = Comparison.run(table, Strategies.named("model"), SEEDS, done -> {});
        reporter.publishEntry("seeds 1 to " + SEEDS, model.toString());
        assertThat(model.medianTo5Percent()).as(model.toString()).isLessThanOrEqualTo(MEDIAN);
        assertThat(model.p90To5Percent()).as(model.toString()).isLessThanOrEqualTo(P90);
    }
}
