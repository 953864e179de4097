package org.lanewise.reports.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.reports.page.Trials.BEST;
import static org.lanewise.reports.page.Trials.DEFAULT;
import static org.lanewise.reports.page.Trials.OTHER;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.CacheState;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.Outcome;
import org.lanewise.db.PeerTimes;
import org.lanewise.reports.Forks;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.chart.Key;
import org.lanewise.reports.page.Trials;
import org.lanewise.reports.peers.Standings;
import org.lanewise.reports.stats.Difference;
import org.lanewise.schedule.Schedule;

/** What panels are made of, each read from a real database. */
@Execution(ExecutionMode.CONCURRENT)
final class PanelsTest {
    @TempDir Path folder;

    private Run run(Consumer<Trials> trials) {
        return Trials.run(folder, trials);
    }

    private static LayerRun only(Run run) {
        return run.layers().getFirst();
    }

    @Test
    void aGainIsJudgedRoundByRound() {
        Run run = run(trials -> trials.screened(BEST, 1_900).rounds(BEST, 2_000, 1_990, 2_010));
        Verdict verdict = VerdictReader.read(run);

        assertThat(verdict.ratio()).isEqualTo(4);
        assertThat(verdict.layersInWords()).isEqualTo("The layer is faster.");
        Difference gain = verdict.gains().getFirst().difference().orElseThrow();
        assertThat(gain.low()).isGreaterThan(3.9);
        assertThat(gain.high()).isLessThan(4.1);
        assertThat(verdict.network().orElseThrow().low()).isCloseTo(gain.low(), within(0.01));
    }

    @Test
    void layersThatComputeTheSameWereMeasuredOnce() {
        Verdict once = VerdictReader.read(run(trials -> trials.rounds(BEST, 2_000, 1_900, 2_100)));
        Verdict twice =
                VerdictReader.read(
                        Trials.run(
                                folder,
                                List.of(
                                        Trials.tuned("conv", BEST, 2_000),
                                        Trials.tuned("again", BEST, 2_000)),
                                trials -> {}));

        assertThat(twice.gains())
                .extracting(Verdict.Gain::difference)
                .containsOnly(once.gains().getFirst().difference());
        assertThat(twice.network()).isEqualTo(once.network());
    }

    @Test
    void twoRoundsAreTooFewToTell() {
        Verdict verdict = VerdictReader.read(run(trials -> trials.rounds(BEST, 2_000, 2_000)));

        assertThat(verdict.network()).isEmpty();
        assertThat(verdict.layersInWords())
                .isEqualTo("The layer is timed in too few rounds to tell.");
    }

    @Test
    void aDefaultThatWinsNeedsNoRounds() {
        Run run = Trials.run(folder, List.of(Trials.tuned("conv", DEFAULT, 8_000)), trials -> {});

        assertThat(VerdictReader.read(run).layersInWords())
                .isEqualTo("The layer is best with the default.");
    }

    @Test
    void forksOfAnEarlierRunAreNotThoseOfTheFigures() {
        Run run =
                run(trials ->
                        trials.rounds(BEST, 2_000, 2_000, 2_000)
                                .screened(OTHER, 3_000)
                                .rounds(BEST, 5_000, 5_000, 5_000));

        assertThat(only(run).forks().times(BEST)).containsExactly(2_000, 2_000, 2_000);
        assertThat(FinalistsReader.read(only(run)).forks())
                .extracting(Finalists.ForkTimes::verdict)
                .containsExactly("best", "slower");
        assertThat(only(run(trials -> trials.rounds(BEST, 7_000, 7_000))).forks().rounds())
                .as("a second database in the same folder holds both runs")
                .hasSize(3);
    }

    @Test
    void roundsThatBecomeEverSlowerAreADrift() {
        Run drifting = run(trials -> trials.rounds(BEST, 1_960, 1_980, 2_000, 2_020, 2_040));
        assertThat(FinalistsReader.read(only(drifting)).drift().orElseThrow())
                .as("the default beside it took as long each time")
                .isCloseTo(Math.sqrt(2_040.0 / 1_960), within(1e-9));
    }

    @Test
    void roundsInNoOrderFewOnesAndSmallStepsAreNoDrift() {
        assertThat(rounds(1, 1_960, 2_040, 1_980, 2_020, 2_000).drift()).isEmpty();
        assertThat(rounds(2, 1_980, 1_990, 2_000, 2_010, 2_020).drift())
                .as("one percent, and finalists that differ by two are as fast")
                .isEmpty();
        assertThat(rounds(3, 1_900, 2_000, 2_100).drift()).isEmpty();
    }

    private Forks rounds(int ofRun, double... medians) {
        Forks forks = only(run(trials -> trials.ofRun(ofRun, 1).rounds(BEST, medians))).forks();
        assertThat(forks.times(BEST)).containsExactly(medians);
        return forks;
    }

    @Test
    void theRooflineHasALineForEachCeilingAndAPointForEachLayer() {
        MachineLimits limits =
                new MachineLimits(
                        1,
                        100,
                        List.of(
                                new MemoryLevel("L1", 1 << 15, 200),
                                new MemoryLevel("memory", Long.MAX_VALUE, 10)));
        Run bare = run(trials -> {});
        Run run =
                new Run(
                        bare.best(),
                        Optional.of(limits),
                        true,
                        bare.layers(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of());
        Roofline roofline = RooflineReader.read(run);

        assertThat(roofline.ceilings()).contains("L1 200.0 GB/s", "memory 10.00 GB/s");
        assertThat(roofline.chart().json()).contains("\"peak\"", "\"memory\"", "\"log\"");
        assertThat(Rooflines.share(run, only(run)).orElseThrow())
                .isCloseTo(
                        limits.leastNanos(Trials.WORKLOAD, run.best().cache()) / 2_000,
                        within(1e-12));
        assertThat(LimitsReader.read(run, only(run)).findings().getFirst().what())
                .contains("Neither the peak nor a memory's bandwidth");
        assertThat(RooflineReader.read(bare).ceilings()).contains("was not measured");
    }

    @Test
    void theRooflineNamesTheStateOfTheCachesThatItLacks() {
        Roofline.Point hot = new Roofline.Point("conv", CacheState.HOT, 1, 1);
        Roofline.Point cold = new Roofline.Point("conv", CacheState.COLD, 1, 1);

        assertThat(roofline(hot, cold).both()).isTrue();
        assertThat(roofline(hot, hot).both()).isFalse();
        assertThat(roofline(hot).onlyCache()).isEqualTo(CacheState.HOT);
        assertThat(roofline(hot).otherCache()).isEqualTo(CacheState.COLD);
        assertThat(roofline(cold).otherCache()).isEqualTo(CacheState.HOT);
    }

    private static Roofline roofline(Roofline.Point... points) {
        return new Roofline(0, Optional.empty(), List.of(points));
    }

    @Test
    void whatLimitsAKernelNamesItsBackingOrThatThereIsNone() {
        Evidence evidence =
                new Evidence(
                        List.of(),
                        List.of(new Mode(2_000, 3), new Mode(2_600, 3)),
                        List.of(),
                        OptionalDouble.of(0.9),
                        OptionalInt.of(6));
        Run run =
                Trials.run(
                        folder,
                        List.of(Trials.tuned("conv", BEST, 2_000).with(evidence)),
                        trials -> trials.failed(OTHER, new Outcome.NotIntrinsified(64, "")));
        List<Limits.Finding> findings = LimitsReader.read(run, only(run)).findings();

        assertThat(findings)
                .extracting(Limits.Finding::what)
                .containsExactly(
                        "Vectors stayed boxed in 1 of 1 trial, so nothing is known of the speed of these schedules.",
                        "It has two speeds: 2.000 µs in 3 JVMs, 2.600 µs in 3 JVMs.",
                        "A plain application gets 90.0% of the speed.");
        assertThat(findings)
                .extracting(Limits.Finding::backing)
                .allMatch(
                        words -> words.startsWith("Recorded: ") || words.startsWith("No recorded"));
        assertThat(findings.getFirst().backing()).isEqualTo("No recorded experiment backs it.");
    }

    @Test
    void aSpillIsHeldAgainstTrialsWithoutOne() {
        Schedule spilling = Schedule.parse("c512_b1_t4x7_chw_taps_held_raw");
        Run run =
                Trials.run(
                        folder,
                        List.of(Trials.tuned("conv", spilling, 2_000)),
                        trials -> trials.screened(spilling, 2_000).screened(BEST, 2_500));

        assertThat(LimitsReader.read(run, only(run)).findings().getFirst())
                .satisfies(finding -> {
                    assertThat(finding.what()).startsWith("It spills 6 vectors");
                    assertThat(finding.gain()).isEqualTo("None by the trials recorded.");
                    assertThat(finding.backing()).contains(BEST.toString(), "0.80×");
                });
    }

    @Test
    void theMostImportantKnobComesFirst() {
        Run run =
                run(trials -> {
                    for (int rows : new int[] {1, 2, 4, 8}) {
                        for (int columns : new int[] {1, 2, 3}) {
                            trials.screened(
                                    Schedule.parse(
                                            "c512_b1_t%dx%d_chw_taps_held_raw"
                                                    .formatted(rows, columns)),
                                    1_000 * rows + columns);
                        }
                    }
                });
        Choices choices = ChoicesReader.read(only(run));

        assertThat(choices.telling()).isTrue();
        assertThat(choices.knobs())
                .extracting(Choices.Varied::knob)
                .containsExactly("tileH", "tileW");
        assertThat(choices.knobs().getFirst().values()).containsExactly("1", "2", "4", "8");
        assertThat(choices.knobs().getFirst().importance()).isGreaterThan(0.9);
        assertThat(choices.heatMap().json()).contains("tileH 8, tileW 3");
    }

    @Test
    void aChangeOfOneKnobIsHeldAgainstTheWinnerOfItsTurns() {
        Schedule slower = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");
        Schedule alike = Schedule.parse("c512_b1_t2x4_hcw_taps_held_raw");
        Run run =
                run(trials ->
                        trials.rounds(BEST, 2_000, 2_000, 2_000)
                                .ablated(BEST, 2_000.0, 2_010.0, 2_020.0)
                                .ablated(slower, 4_000.0, 4_020.0, 4_040.0)
                                .ablated(OTHER, 1.0, 1.0, 1.0)
                                .ablated(BEST, 3_000.0, 3_010.0, 3_020.0)
                                .ablated(alike, 3_010.0, 3_000.0, 3_030.0));
        Ablation ablation = AblationReader.read(only(run));

        assertThat(ablation.changes())
                .extracting(
                        Ablation.Change::knob,
                        Ablation.Change::from,
                        Ablation.Change::to,
                        Ablation.Change::verdict)
                .containsExactly(
                        tuple("tileH", "2", "1", "slower"),
                        tuple("order", "chw", "hcw", "not known to differ"));
        assertThat(ablation.changes().getFirst().speed()).hasValue(0.5);
        assertThat(ablation.words()).startsWith("2 changes of one knob took turns");
        assertThat(ablation.chart().json()).contains("tileH 2 → 1");
        assertThat(ProgressReader.read(only(run)).byTrials().keys())
                .contains(new Key("ring grey", "one knob changed"));
    }

    @Test
    void whatTurnsAreTooFewForIsNotPutDownToJvms() {
        Schedule other = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");
        Run run = run(trials -> trials.ablated(BEST, 2_000.0).ablated(other, 4_000.0));
        Ablation ablation = AblationReader.read(only(run));
        assertThat(ablation.words()).startsWith("1 change of one knob took turns");
        assertThat(ablation.changes())
                .extracting(Ablation.Change::verdict)
                .containsExactly("too few turns to tell");
        assertThat(new Ablation("conv", CacheState.COLD, List.of()).words())
                .contains("figures are of cold ones")
                .doesNotContain("--ablation");
    }

    private static PeerTimes.Contender contender(String name, String with, Double... rounds) {
        return new PeerTimes.Contender(name, with, true, List.of(rounds));
    }

    @Test
    void othersAreHeldAgainstLanewiseRoundByRound() {
        Run run =
                run(trials ->
                        trials.peers(
                                contender("Lanewise", BEST.toString(), 2_000.0, 3_000.0, 2_500.0),
                                contender("plain Java", "loops", 20_000.0, 30_100.0, 24_900.0),
                                contender("oneDNN any", "jit", 2_010.0, 2_980.0, 2_500.0)));
        Peers peers = PeersReader.read(run);
        assertThat(peers.outdated()).isEmpty();
        assertThat(peers.totals())
                .extracting(Standings.Total::contender)
                .containsExactly("plain Java", "oneDNN any");
        Difference plain = peers.totals().getFirst().difference().orElseThrow();
        assertThat(plain.ratio())
                .isCloseTo(Math.cbrt(10 * 30_100.0 / 3_000 * 24_900.0 / 2_500), within(1e-12))
                .isEqualTo(peers.rows().getFirst().ratio());
        assertThat(plain.low()).isBetween(9.8, 9.99);
        assertThat(plain.level()).as("of two comparisons").isEqualTo(0.025);
        assertThat(peers.totals().get(1).difference().orElseThrow().verdict())
                .isEqualTo(Difference.Verdict.OPEN);
        assertThat(VerdictReader.read(run).peers()).isEqualTo(peers.totals());
        assertThat(peers.totals().getFirst().words())
                .startsWith("10.00× (9.")
                .endsWith(") as fast as plain Java over 1 layer");
        assertThat(peers.chart().json()).contains("oneDNN any", "\"log\"");
    }

    @Test
    void whatLanewiseRanWithAnotherScheduleIsNamed() {
        Run run =
                run(trials ->
                        trials.peers(
                                contender("Lanewise", OTHER + " (untuned)", 2_000.0),
                                contender("plain Java", "loops", 20_000.0)));
        Peers peers = PeersReader.read(run);
        assertThat(peers.outdated()).containsExactly("conv");
        assertThat(peers.totals().getFirst().difference()).as("one round").isEmpty();
        assertThat(peers.totals().getFirst().ratio()).isCloseTo(10, within(1e-12));
    }

    @Test
    void whereOthersWereNotMeasuredTheCommandIsNamed() {
        Verdict verdict = VerdictReader.read(run(trials -> {}));
        assertThat(verdict.peers()).isEmpty();
        assertThat(verdict.peersCommand()).isEqualTo("lanewise peers tiny --layout nchw16c");
    }
}
