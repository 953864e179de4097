package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.search.KnobSearches.BATCH;
import static org.lanewise.tuner.search.KnobSearches.KNOBS;
import static org.lanewise.tuner.search.KnobSearches.SPACE;
import static org.lanewise.tuner.search.KnobSearches.advanced;
import static org.lanewise.tuner.search.KnobSearches.schedules;
import static org.lanewise.tuner.search.KnobSearches.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

@Isolated("the language and the time zone are the whole JVM's")
class StrategiesEverywhereTest {
    @ParameterizedTest
    @MethodSource("org.lanewise.tuner.search.StrategiesTest#strategies")
    void equalStatesGiveEqualProposalsEverywhere(Strategy strategy) {
        SearchState state = advanced(start(KNOBS, 3), strategy.propose(start(KNOBS, 3), BATCH));
        List<Schedule> here = schedules(strategy.propose(state, BATCH));
        SearchState rebuilt =
                new SearchState(
                        new KnobSpace(
                                ScheduleSpace.of(
                                        Workload.parse(SPACE.workload().toString()),
                                        Target.AVX512)),
                        new ArrayList<>(state.results()),
                        Lessons.none(),
                        3);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(schedules(strategy.propose(rebuilt, BATCH))).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
