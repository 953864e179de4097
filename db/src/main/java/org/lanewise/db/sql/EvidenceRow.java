package org.lanewise.db.sql;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.schedule.Schedule;

/** The columns of a tuned layer that tell how far its times can be trusted. */
record EvidenceRow(
        List<Schedule> tiedSchedules,
        @Nullable List<Double> tiedMedianNs,
        @Nullable List<Double> tiedLowNs,
        @Nullable List<Double> tiedHighNs,
        @Nullable List<Integer> tiedForks,
        List<Double> bestModeNs,
        List<Integer> bestModeJvms,
        List<Double> initialModeNs,
        List<Integer> initialModeJvms,
        OptionalDouble applicationRatio,
        @Nullable Integer forks) {
    Evidence evidence() {
        return new Evidence(
                ties(),
                modes(bestModeNs, bestModeJvms),
                modes(initialModeNs, initialModeJvms),
                applicationRatio,
                forks == null ? OptionalInt.empty() : OptionalInt.of(forks));
    }

    /** Files that are read without being upgraded may have no times of ties. */
    private List<Tie> ties() {
        return IntStream.range(0, tiedSchedules.size()).mapToObj(this::tie).toList();
    }

    private Tie tie(int index) {
        Schedule schedule = tiedSchedules.get(index);
        if (tiedMedianNs == null
                || tiedLowNs == null
                || tiedHighNs == null
                || tiedForks == null
                || tiedMedianNs.isEmpty()) {
            return Tie.untimed(schedule);
        }
        return new Tie(
                schedule,
                new Estimate(tiedMedianNs.get(index), tiedLowNs.get(index), tiedHighNs.get(index)),
                tiedForks.get(index));
    }

    private static List<Mode> modes(List<Double> medians, List<Integer> jvms) {
        return IntStream.range(0, medians.size())
                .mapToObj(i -> new Mode(medians.get(i), jvms.get(i)))
                .toList();
    }
}
