package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.host.Likeness;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Whoever tells how like another machine is uses the same words, with both values of each field.
 */
@Execution(ExecutionMode.CONCURRENT)
class LookUpWordsTest {
    private static final Machine HERE = MachineProbe.detect();
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c");

    private static Machine machine(String cpu, String stepping, String target, String jdk) {
        return new Machine(
                cpu,
                stepping,
                HERE.hypervisor(),
                target,
                HERE.vectorBits(),
                HERE.cores(),
                HERE.os(),
                jdk,
                HERE.jvmFlags());
    }

    private static BestConfig tuned(Machine machine) {
        Schedule schedule = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
        Estimate time = new Estimate(1, 1, 1);
        return new BestConfig(
                machine,
                "mine",
                CacheState.HOT,
                100,
                List.of(new TunedLayer("a", WORKLOAD, schedule, time, schedule, time)));
    }

    @Test
    void aTuneTheDoctorAndWhoeverShowsAResultSayTheSame() {
        for (Machine there :
                List.of(
                        machine(HERE.cpu(), HERE.stepping(), HERE.isa(), "Another JVM"),
                        machine("Another", HERE.stepping(), HERE.isa(), HERE.jdk()))) {
            String words = Likeness.of(there, HERE).words();
            assertThat(words).contains(" was Another", " and is ");
            assertThat(MachineOptions.told(there, HERE))
                    .isEqualTo(
                            "This result was tuned "
                                    + words
                                    + "; tune here, or choose with --machine.");
            assertThat(
                            MachineWords.unused(
                                    List.of(new Held(there, KernelSource.GENERATOR, 5, 1)), HERE))
                    .containsExactly("Not used: 5 trials of 1 shape measured " + words + ".");
        }
        assertThat(MachineOptions.told(HERE, HERE))
                .isEqualTo("This result was tuned " + Likeness.Kind.SAME.words() + ".");
    }

    @Test
    void otherVectorsAreNamed() {
        Machine there = machine(HERE.cpu(), HERE.stepping(), "neon,bits=128", HERE.jdk());
        String words = Likeness.Kind.OTHER_VECTORS.words() + ": the target was neon and is ";
        assertThat(MachineOptions.told(there, HERE)).contains("tuned " + words + HERE.target());
    }

    @Test
    void whatWasNotRecordedIsSaidWithTheRemedy() {
        Machine old = machine(HERE.cpu(), "", HERE.isa(), HERE.jdk());
        assertThat(MachineOptions.told(old, HERE))
                .isEqualTo(
                        "This result was tuned on this processor, but the stepping was not recorded and is "
                                + HERE.stepping()
                                + "; a new tune records all.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theLikestResultIsChosenAndOfEquallyLikeOnesTheNewest(int likest) {
        List<BestConfig> byLikeness =
                List.of(
                        tuned(HERE),
                        tuned(machine(HERE.cpu(), "", HERE.isa(), HERE.jdk())),
                        tuned(machine(HERE.cpu(), HERE.stepping(), HERE.isa(), "Another JVM")),
                        tuned(machine("Another", HERE.stepping(), HERE.isa(), HERE.jdk())),
                        tuned(machine("A third", HERE.stepping(), HERE.isa(), HERE.jdk())));
        List<BestConfig> left = byLikeness.subList(likest, byLikeness.size());
        assertThat(MachineOptions.nearest(left, HERE)).isSameAs(left.getFirst());
        if (likest < 3) {
            assertThat(MachineOptions.nearest(left.reversed(), HERE)).isSameAs(left.getFirst());
        }
    }
}
