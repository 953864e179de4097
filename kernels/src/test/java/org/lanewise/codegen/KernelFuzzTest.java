package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.testkit.Shrinker;
import org.lanewise.workload.Workload;

/** Random workloads by random legal schedules. */
class KernelFuzzTest {
    private static final long SEED = Long.getLong("lanewise.fuzz.seed", 20261122);
    private static final int CASES = Integer.getInteger("lanewise.fuzz.cases", 450);

    private static final KernelTester TESTER = new KernelTester();

    @AfterAll
    static void close() {
        TESTER.close();
    }

    @Test
    void randomKernelsAreRight() {
        System.out.println("fuzz: " + CASES + " cases from -Dlanewise.fuzz.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int tested = 0;
        while (tested < CASES) {
            Workload workload = RandomWorkloads.small(random);
            Optional<LegalSchedule> legal =
                    RandomSchedules.legal(ScheduleSpace.of(workload, KernelTester.TARGET), random);
            if (legal.isPresent()) {
                tested++;
                TESTER.fault(legal.get()).ifPresent(fault -> report(legal.get(), fault));
            }
        }
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
