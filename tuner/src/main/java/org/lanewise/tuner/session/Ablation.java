package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Times what differs from a winner in one knob alone, in turns with the winner in one JVM: trials
 * of a search differ in several knobs at once, and so say little of a single one. Hot caches only.
 */
final class Ablation {
    /** Neighbours that take turns with the winner in one go. */
    private static final int GROUP = 5;

    private static final Request.Plan PLAN = Request.Plan.of(16, 10, 2_000);

    private final Run run;
    private final LegalSchedule winner;

    Ablation(Run run, LegalSchedule winner) {
        this.run = run;
        this.winner = winner;
    }

    /** Times as many neighbours as the time allows; each group is recorded behind the winner. */
    void run(Deadline deadline) throws InterruptedException {
        List<LegalSchedule> left = neighbours(run.space(winner.workload()), winner);
        while (!left.isEmpty()) {
            long fits = deadline.fits(run.pace().playOff().expected()) - 1;
            if (fits < 1) {
                return;
            }
            int next = (int) Math.min(Math.min(fits, GROUP), left.size());
            List<LegalSchedule> group = new ArrayList<>(List.of(winner));
            group.addAll(left.subList(0, next));
            run.inTurns(group, PLAN, Stage.ABLATION, deadline);
            left = left.subList(next, left.size());
        }
    }

    /**
     * Legal schedules that differ from another in one knob, by how many values away they are: a
     * short time still looks at every knob.
     */
    static List<LegalSchedule> neighbours(ScheduleSpace space, LegalSchedule center) {
        Optional<int[]> place = space.pointOf(center.schedule());
        if (place.isEmpty()) {
            return List.of();
        }
        int most = space.knobs().stream().mapToInt(knob -> knob.size()).max().orElse(0);
        return IntStream.range(1, most)
                .boxed()
                .flatMap(distance -> Stream.of(-distance, distance))
                .flatMap(step ->
                        IntStream.range(0, space.knobs().size())
                                .boxed()
                                .flatMap(knob -> moved(space, place.get(), knob, step).stream()))
                .toList();
    }

    private static Optional<LegalSchedule> moved(
            ScheduleSpace space, int[] from, int knob, int step) {
        int[] to = from.clone();
        to[knob] += step;
        return to[knob] >= 0 && to[knob] < space.knobs().get(knob).size()
                ? space.ifLegal(space.at(to))
                : Optional.empty();
    }
}
