package org.lanewise.tuner.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.TrainingRow;

/**
 * All that a proposal depends on. Immutable and thread-safe.
 *
 * @param space what may be proposed
 * @param observations of this workload so far, oldest first
 * @param otherRows what other searches found on the same machine, of this or other workloads
 * @param seed of all random choices
 */
public record SearchState(
        ScheduleSpace space,
        List<Observation> observations,
        List<TrainingRow> otherRows,
        long seed) {
    /** Keeps unmodifiable copies. */
    public SearchState {
        observations = List.copyOf(observations);
        otherRows = List.copyOf(otherRows);
    }

    /** Schedules not to propose again, the failed ones too. */
    Set<Schedule> observed() {
        return observations.stream()
                .map(Observation::schedule)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What other searches found of this workload. */
    List<TrainingRow> earlierRows() {
        return otherRows.stream().filter(row -> row.workload().equals(space.workload())).toList();
    }

    /**
     * Schedules that were fastest in other searches of this workload, fastest first, less those
     * that this one has observed or that its space does not hold.
     */
    List<LegalSchedule> fastestEarlier(int most) {
        Set<Schedule> observed = observed();
        return earlierRows().stream()
                .filter(row -> row.nanos().isPresent())
                .sorted(Comparator.comparingDouble(row -> row.nanos().orElseThrow()))
                .map(TrainingRow::schedule)
                .distinct()
                .filter(schedule -> !observed.contains(schedule))
                .filter(schedule -> space.pointOf(schedule).isPresent())
                .map(space::ifLegal)
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    /**
     * The fastest schedules measured, fastest first. What an older version of the space held is
     * left out: it is worth learning from, but no place to start at.
     */
    Stream<Schedule> fastest(int most) {
        return observations.stream()
                .filter(observation -> observation.nanos().isPresent())
                .filter(observation -> space.pointOf(observation.schedule()).isPresent())
                .sorted(
                        Comparator.comparingDouble(
                                observation -> observation.nanos().orElseThrow()))
                .limit(most)
                .map(Observation::schedule);
    }

    /**
     * A random stream that depends on the seed and on how far the search is, so that a resumed
     * search draws what the uninterrupted one would have drawn. Of the class whose algorithm is
     * part of its specification.
     */
    Random random() {
        return new Random(seed * 0x9E3779B97F4A7C15L + observations.size());
    }
}
