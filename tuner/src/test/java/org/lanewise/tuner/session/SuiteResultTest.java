package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.IdleScreenings;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class SuiteResultTest {
    private static final Machine MACHINE =
            new Machine("CPU", "amd64/256", 256, 2, "Linux", "25", List.of());
    private static final double PEAK = 100;
    private static final Workload ONE = RealRun.SMALL;
    private static final Workload OTHER = Workload.parse("64x6x6_k3_s1_p1_nchw8c");
    private static final Layer A = new Layer("a", ONE, 1);
    private static final Layer B = new Layer("b", OTHER, 1);
    private static final Layer A_AGAIN = new Layer("a2", ONE, 1);
    private static final Schedule SCHEDULE = Schedule.parse("c256_b1_t1x4_cwh_slide_held_raw");
    private static final Evidence CONFIRMED =
            new Evidence(
                    List.of(), List.of(), List.of(), OptionalDouble.empty(), OptionalInt.of(3));

    @TempDir private Path folder;

    private TuningDatabase database;
    private final Screening screening = IdleScreenings.take();
    private final Fresh fresh = new Fresh();
    private final List<BestConfig> stored = new ArrayList<>();

    @BeforeEach
    void open() {
        database = Databases.open(folder.resolve("t.mv.db"));
    }

    @AfterEach
    void close() {
        fresh.close();
        IdleScreenings.give(screening);
        database.close();
    }

    private SuiteResult result(List<Layer> suite, Layer... tuned) {
        TuningPlan plan =
                new TuningPlan(
                        new Suite("net", suite),
                        List.of(tuned),
                        CacheState.HOT,
                        Budget.parse(Budget.DEFAULT),
                        Strategies.named("random"),
                        1);
        RealRun.Heard heard = new RealRun.Heard();
        Run run =
                new Run(
                        plan,
                        MACHINE,
                        PEAK,
                        Optional.empty(),
                        new Journal(database, MACHINE, plan),
                        screening,
                        fresh,
                        heard,
                        new Problems(heard),
                        Pace.expected(CacheState.HOT),
                        Deadline.in(Duration.ofMinutes(1)));
        return new SuiteResult(database, run, stored::add);
    }

    private static TunedLayer found(Layer layer, double ns, Evidence evidence) {
        Estimate time = new Estimate(ns, ns, ns);
        return new TunedLayer(
                layer.name(), layer.workload(), SCHEDULE, time, SCHEDULE, time, evidence);
    }

    private BestConfig inDatabase() {
        return database.allBest().getFirst();
    }

    @Test
    void eachLayerIsStoredAsSoonAsItIsKnown() {
        SuiteResult result = result(List.of(A, B), A, B);
        assertThat(result.best()).isEmpty();
        result.put(found(B, 2e6, Evidence.UNCONFIRMED));
        assertThat(inDatabase().layers()).containsExactly(found(B, 2e6, Evidence.UNCONFIRMED));
        result.put(found(A, 1e6, CONFIRMED));
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(B, 2e6, Evidence.UNCONFIRMED));
        assertThat(stored).last().isEqualTo(inDatabase()).isEqualTo(result.best().orElseThrow());
    }

    @Test
    void aRunOfOneLayerLeavesTheOthersAsTheyWere() {
        SuiteResult whole = result(List.of(A, B), A, B);
        whole.put(found(A, 1e6, CONFIRMED));
        whole.put(found(B, 2e6, CONFIRMED));
        result(List.of(A, B), A).put(found(A, 3e6, CONFIRMED));
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 3e6, CONFIRMED), found(B, 2e6, CONFIRMED));
    }

    @Test
    void whatIsConfirmedIsNotReplacedByWhatIsNot() {
        result(List.of(A), A).put(found(A, 1e6, CONFIRMED));
        result(List.of(A), A).put(found(A, 5e5, Evidence.UNCONFIRMED));
        assertThat(stored).hasSize(1);
        assertThat(inDatabase().layers()).containsExactly(found(A, 1e6, CONFIRMED));
    }

    @Test
    void aShapeUnderTwoNamesIsKnownUnderBoth() {
        result(List.of(A, B, A_AGAIN), A, B, A_AGAIN).put(found(A, 1e6, CONFIRMED));
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(A_AGAIN, 1e6, CONFIRMED));
    }

    @Test
    void anotherSuiteOfThatNameKeepsItsLayers() {
        result(List.of(A, B), A, B).put(found(B, 2e6, CONFIRMED));
        Layer changed = new Layer("b", Workload.parse("64x7x7_k3_s1_p1_nchw8c"), 1);
        SuiteResult other = result(List.of(A, changed), A);
        other.put(found(A, 1e6, CONFIRMED));
        assertThat(stored.getLast().layers()).containsExactly(found(A, 1e6, CONFIRMED));
        assertThat(other.best()).contains(stored.getLast());
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(B, 2e6, CONFIRMED));
        assertThat(result(List.of(A, B), A).best().orElseThrow().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(B, 2e6, CONFIRMED));
    }

    @Test
    void aSuiteOfSeveralLayoutsLeavesWhatIsStoredInOneOfThem() {
        Layer apart = new Layer("c", Workload.parse("64x7x7_k3_s1_p1_nchw8c"), 1);
        Layer nhwc = new Layer("b", Workload.parse("64x6x6_k3_s1_p1_nhwc"), 1);
        result(List.of(A, apart), A, apart).put(found(apart, 2e6, CONFIRMED));
        SuiteResult mixed = result(List.of(A, nhwc), A, nhwc);
        mixed.put(found(A, 1e6, CONFIRMED));
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(apart, 2e6, CONFIRMED));
        mixed.put(found(nhwc, 3e6, CONFIRMED));
        assertThat(database.allBest())
                .extracting(BestConfig::layoutText)
                .containsExactly("mixed", "nchw8c");
        assertThat(inDatabase().layers())
                .containsExactly(found(A, 1e6, CONFIRMED), found(nhwc, 3e6, CONFIRMED));
        assertThat(database.allBest().getLast().layers()).contains(found(apart, 2e6, CONFIRMED));
    }

    @Test
    void thePeakIsNoLowerThanWhatAKernelReached() {
        SuiteResult result = result(List.of(A), A);
        result.put(found(A, 1e6, CONFIRMED));
        assertThat(inDatabase().peakGflops()).isEqualTo(PEAK);
        result.put(found(A, ONE.flopsOnImage() / PEAK / 2, CONFIRMED));
        double raised = inDatabase().peakGflops();
        assertThat(raised).isCloseTo(2 * PEAK, within(1e-6));
        assertThat(inDatabase().layers().getFirst().bestTime().peakShare(ONE, raised))
                .isCloseTo(1, within(1e-9));
    }
}
