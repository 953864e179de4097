package org.lanewise.tuner.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.costmodel.CostModel;
import org.lanewise.tuner.costmodel.LearnedModel;
import org.lanewise.tuner.features.FeatureSet;
import org.lanewise.tuner.space.Learner;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * The schedules of a workload as a space: its parameters are the knobs, its constraints the rules,
 * and what a model knows of a point is what the loop nest does to the machine. Immutable and
 * thread-safe.
 */
public final class KnobSpace implements Space {
    /** The code of kernels that agree in these differs in sizes only. */
    private static final Set<Knob<?>> KINDS = Set.of(Knobs.AXIS, Knobs.ORDER, Knobs.UNROLL);

    private final ScheduleSpace schedules;
    private final Predicate<Schedule> held;
    private final List<Parameter> parameters;

    /** The space of all that a workload's space holds. */
    public KnobSpace(ScheduleSpace schedules) {
        this(schedules, schedule -> true);
    }

    /**
     * A part of it.
     *
     * @param held whether a schedule is in the part; what is not counts as breaking a rule
     */
    public KnobSpace(ScheduleSpace schedules, Predicate<Schedule> held) {
        this.schedules = schedules;
        this.held = held;
        this.parameters = schedules.knobs().stream().map(KnobSpace::parameter).toList();
    }

    private static Parameter parameter(KnobRange<?> range) {
        return new Parameter(range.name(), range.texts(), KINDS.contains(range.knob()));
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public int broken(Point point) {
        Schedule schedule = schedule(point);
        int rules = schedules.broken(schedule).size();
        return rules == 0 && !held.test(schedule) ? 1 : rules;
    }

    @Override
    public boolean valid(Point point) {
        Schedule schedule = schedule(point);
        return schedules.ifLegal(schedule).isPresent() && held.test(schedule);
    }

    @Override
    public float[] features(Point point) {
        return features(schedule(point));
    }

    @Override
    public Learner learner() {
        return Learner.TREES;
    }

    @Override
    public Optional<CostModel> estimate() {
        return Optional.of(LearnedModel.builtIn());
    }

    /** The schedule at a point, legal or not. */
    public Schedule schedule(Point point) {
        return schedules.at(point.positions());
    }

    /** The schedule at a valid point. */
    public LegalSchedule legal(Point point) {
        return schedules.admit(schedule(point));
    }

    /** Where a schedule is, or empty where one of its values is not among the knobs' values. */
    public Optional<Point> pointOf(Schedule schedule) {
        return schedules.pointOf(schedule).map(Point::of);
    }

    /** What a model knows of a schedule, of one outside the space too. */
    float[] features(Schedule schedule) {
        return FeatureSet.current().of(schedules.plan(schedule));
    }

    ScheduleSpace schedules() {
        return schedules;
    }
}
