package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.testkit.Shrinker;
import org.lanewise.workload.Workload;

/** Random workloads by random legal schedules. */
@BesideOtherClasses
class KernelFuzzTest {
    private static final long SEED = Long.getLong("lanewise.fuzz.seed", 20261122);
    private static final int CASES = Integer.getInteger("lanewise.fuzz.cases", 450);

    /** What a quick build has time for. */
    private static final int SOME = Math.ceilDiv(CASES, 30);

    private static final int GROUP = 32;

    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @Test
    void someRandomKernelsAreRight() {
        fuzz(SEED, SOME);
    }

    @Test
    @Tag("slow")
    void manyRandomKernelsAreRight() {
        fuzz(SEED + 1, CASES - SOME);
    }

    private static void fuzz(long seed, int cases) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int tested = 0; tested < cases; tested += GROUP) {
            List<LegalSchedule> group =
                    Stream.generate(() -> draw(random))
                            .flatMap(Optional::stream)
                            .limit(Math.min(GROUP, cases - tested))
                            .toList();
            TESTER.prepare(group);
            for (LegalSchedule kernel : group) {
                TESTER.fault(kernel).ifPresent(fault -> report(kernel, fault));
            }
        }
    }

    private static Optional<LegalSchedule> draw(SplittableRandom random) {
        Workload workload = RandomWorkloads.small(random);
        return RandomSchedules.legal(ScheduleSpace.of(workload, KernelTester.TARGET), random);
    }

    private static void report(LegalSchedule failing, String fault) {
        LegalSchedule smallest =
                Shrinker.shrink(failing, candidate -> TESTER.fault(candidate).isPresent());
        fail(
                "%s%nfound as %s%nwith -Dlanewise.fuzz.seed=%d; run the small one alone with"
                        + " -Dtest=KernelFuzzTest -Dlanewise.replay=\"%s %s\"",
                TESTER.fault(smallest).orElse(KernelTester.reproduction(smallest)),
                fault,
                SEED,
                smallest.workload(),
                smallest.schedule());
    }

    @Test
    @EnabledIfSystemProperty(named = "lanewise.replay", matches = "\\S+ \\S+")
    void theReplayedKernelIsRight() {
        String[] workloadAndSchedule = System.getProperty("lanewise.replay").split(" ", 2);
        LegalSchedule legal = KernelTester.legal(workloadAndSchedule[0], workloadAndSchedule[1]);
        assertThat(TESTER.fault(legal)).isEmpty();
    }
}
