package org.lanewise.tuner.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Times kernels of a layer in turns in one JVM, and again in further JVMs: what the machine does
 * meets all of them, and what the JIT does differently from JVM to JVM shows. Not thread-safe.
 */
public final class Turns {
    private static final int TURN_MS = 10;
    private static final int WARM_UP_LIMIT_MS = 8_000;

    /** Compiling and proving some kernels of one layer, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Told of each layer of each JVM that is done. */
    public interface Progress {
        /**
         * One more is done.
         *
         * @param done layers of all JVMs
         */
        void reached(long done, long all);
    }

    private final TurnsPlan plan;

    /**
     * Times nothing yet.
     *
     * @param plan what to time
     */
    public Turns(TurnsPlan plan) {
        this.plan = plan;
    }

    /**
     * Times all layers.
     *
     * @return for each layer of the plan what came of it
     * @throws InterruptedException if the caller was asked to stop; no JVM is left then
     * @throws org.lanewise.schedule.InvalidScheduleException if a schedule is legal on no layer
     * @throws org.lanewise.tuner.measure.protocol.MeasureException if no JVM can run kernels
     */
    public List<LayerTurns> run(Progress progress) throws InterruptedException {
        List<List<Map<Schedule, Outcome>>> jvms = new ArrayList<>();
        List<List<Optional<LegalSchedule>>> timed = List.of();
        for (int jvm = 0; jvm < plan.jvms(); jvm++) {
            try (Screening worker = new Screening(PATIENCE)) {
                if (jvm == 0) {
                    // The others see the same machine.
                    Target target = worker.machine().target();
                    timed = schedules(target);
                    requireLegal(timed, target);
                }
                jvms.add(pass(worker, timed, progress, (long) jvm * plan.layers().size()));
            }
        }
        List<List<Optional<LegalSchedule>>> schedules = timed;
        return IntStream.range(0, plan.layers().size())
                .mapToObj(layer ->
                        LayerTurns.of(
                                plan.layers().get(layer),
                                plan.contenders(),
                                schedules.get(layer),
                                jvms.stream().map(jvm -> jvm.get(layer)).toList()))
                .toList();
    }

    private List<List<Optional<LegalSchedule>>> schedules(Target target) {
        return plan.layers().stream()
                .map(layer -> ScheduleSpace.of(layer.workload(), target))
                .map(space ->
                        plan.contenders().stream()
                                .map(contender -> contender.schedule(space))
                                .toList())
                .toList();
    }

    private void requireLegal(List<List<Optional<LegalSchedule>>> schedules, Target target) {
        for (int i = 0; i < plan.contenders().size(); i++) {
            int contender = i;
            if (schedules.stream().allMatch(layer -> layer.get(contender).isEmpty())) {
                plan.contenders()
                        .get(contender)
                        .requireLegal(
                                ScheduleSpace.of(plan.layers().getFirst().workload(), target));
            }
        }
    }

    private List<Map<Schedule, Outcome>> pass(
            Screening worker,
            List<List<Optional<LegalSchedule>>> schedules,
            Progress progress,
            long before)
            throws InterruptedException {
        long all = (long) plan.jvms() * plan.layers().size();
        List<Map<Schedule, Outcome>> pass = new ArrayList<>();
        for (List<Optional<LegalSchedule>> layer : schedules) {
            // Who chose the same schedule is timed once.
            pass.add(time(worker, distinct(layer)));
            progress.reached(before + pass.size(), all);
        }
        return pass;
    }

    private static List<LegalSchedule> distinct(List<Optional<LegalSchedule>> layer) {
        Map<Schedule, LegalSchedule> distinct = new LinkedHashMap<>();
        layer.stream()
                .flatMap(Optional::stream)
                .forEach(legal -> distinct.putIfAbsent(legal.schedule(), legal));
        return List.copyOf(distinct.values());
    }

    private Map<Schedule, Outcome> time(Screening worker, List<LegalSchedule> kernels)
            throws InterruptedException {
        Map<Schedule, Outcome> outcomes = new LinkedHashMap<>();
        if (kernels.isEmpty()) {
            return outcomes;
        }
        List<Outcome> timed =
                worker.compare(kernels, Request.Plan.of(plan.rounds(), TURN_MS, WARM_UP_LIMIT_MS));
        for (int kernel = 0; kernel < kernels.size(); kernel++) {
            outcomes.put(kernels.get(kernel).schedule(), timed.get(kernel));
        }
        return outcomes;
    }
}
