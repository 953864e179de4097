package org.lanewise.db.h2;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.schedule.Schedule;

/** The columns of a tuned layer that tell how far its times can be trusted. */
record EvidenceRow(
        List<Schedule> tiedSchedules,
        List<Double> bestModeNs,
        List<Integer> bestModeJvms,
        List<Double> initialModeNs,
        List<Integer> initialModeJvms,
        OptionalDouble applicationRatio,
        @Nullable Integer forks) {
    Evidence evidence() {
        return new Evidence(
                tiedSchedules,
                modes(bestModeNs, bestModeJvms),
                modes(initialModeNs, initialModeJvms),
                applicationRatio,
                forks == null ? OptionalInt.empty() : OptionalInt.of(forks));
    }

    private static List<Mode> modes(List<Double> medians, List<Integer> jvms) {
        return IntStream.range(0, medians.size())
                .mapToObj(i -> new Mode(medians.get(i), jvms.get(i)))
                .toList();
    }
}
