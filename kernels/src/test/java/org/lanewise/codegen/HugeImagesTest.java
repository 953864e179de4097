package org.lanewise.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.LoopNestPrinter;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** Images so tall that counting their rows could leave the ints; no memory is needed to see it. */
class HugeImagesTest {
    private static final Pattern BOUND = Pattern.compile("r[01] = (.*)");

    @ParameterizedTest
    @CsvSource({
        "1x60000000x8_k3x1_s1_p1.0.1.0_nchw, w256_b1_t1x1_cwh_slide_held_raw",
        "1x100000000x8_k1_nchw, w256_b1_t1x1_chw_taps_held_raw",
        "1x268000000x8_k1_nchw, w256_b1_t2x1_chw_taps_held_raw",
        "1x500000000x4_k1_nchw, w128_b1_t1x1_chw_taps_held_raw"
    })
    void theBandsOfRowsEndWhereTheImageDoes(String text, String schedule) {
        Workload workload = Workload.parse(text);
        var legal = ScheduleSpace.of(workload, Target.AVX512).admit(Schedule.parse(schedule));
        int bands = legal.plan().tasks().bands();
        String nest = LoopNestPrinter.print(Lowering.lower(legal));
        Matcher bounds = BOUND.matcher(nest);

        assertThat(bands).isGreaterThan(1);
        assertThat(bounds.find()).isTrue();
        assertThat(Ints.evaluate(bounds.group(1), "task", 0)).isZero();
        assertThat(bounds.find()).isTrue();
        assertThat(Ints.evaluate(bounds.group(1), "task", bands - 1))
                .isEqualTo(legal.plan().tasks().rowTiles());
    }
}
