package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.SyntheticMachine;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

/**
 * Counts the evaluations that strategies need until they hold a schedule within 5% of the best
 * legal one.
 */
@Tag("slow")
class SearchEfficiencyTest {
    private static final SyntheticMachine MACHINE = new SyntheticMachine(1);
    private static final int SEEDS = 11;
    private static final int BATCH = 16;
    private static final int MOST = 4000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "128x56x56_k3_s1_p1_nchw16c",
                "256x28x28_k3_s1_p1_nchw",
                "240x14x14_k5_s1_p2_nhwc"
            })
    void theModelNeedsFarFewerEvaluationsThanChance(String text) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(text), Target.AVX512);
        double best =
                space.legal()
                        .map(LegalSchedule::schedule)
                        .flatMapToDouble(
                                schedule -> MACHINE.nanos(space.workload(), schedule).stream())
                        .min()
                        .orElseThrow();

        int[] random = evaluations(new RandomStrategy(), space, best);
        int[] model = evaluations(Strategies.named("model"), space, best);

        System.out.printf(
                "evaluations to come within 5%% on %s, median/p90: random %d/%d, model %d/%d%n",
                text, median(random), p90(random), median(model), p90(model));
        assertThat(median(model)).isLessThan(median(random) / 4);
        assertThat(p90(model)).isLessThan(p90(random) / 4);
    }

    /** One count a seed, in ascending order. */
    private static int[] evaluations(Strategy strategy, ScheduleSpace space, double best) {
        return LongStream.range(0, SEEDS)
                .mapToInt(seed -> evaluations(strategy, space, best, seed))
                .sorted()
                .toArray();
    }

    private static int evaluations(Strategy strategy, ScheduleSpace space, double best, long seed) {
        KnobSpace knobs = new KnobSpace(space);
        List<Result> results = new ArrayList<>();
        while (results.size() < MOST) {
            SearchState state = new SearchState(knobs, results, Lessons.none(), seed);
            for (Point proposal : strategy.propose(state, BATCH)) {
                Schedule schedule = knobs.schedule(proposal);
                results.add(
                        Result.of(
                                knobs,
                                proposal,
                                MACHINE.measured(space.workload(), schedule, seed)));
                OptionalDouble truth = MACHINE.nanos(space.workload(), schedule);
                if (truth.isPresent() && truth.getAsDouble() <= 1.05 * best) {
                    return results.size();
                }
            }
        }
        return MOST;
    }

    private static int median(int... sorted) {
        return sorted[sorted.length / 2];
    }

    private static int p90(int... sorted) {
        return sorted[sorted.length * 9 / 10];
    }
}
