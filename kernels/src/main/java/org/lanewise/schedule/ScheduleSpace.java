package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * All schedules worth trying for one workload on one target: the product of the {@link #knobs},
 * less what breaks a rule. Immutable and thread-safe.
 */
public final class ScheduleSpace {
    /** Kinds of access in the order of preference. */
    private static final List<Access> EITHER = List.of(Access.RAW, Access.CHECKED);

    private final Workload workload;
    private final Target target;
    private final Cut.Known cuts = new Cut.Known();

    /** Made when first asked for: whoever only wants to admit a schedule needs none. */
    private volatile @Nullable List<KnobRange<?>> knobs;

    private ScheduleSpace(Workload workload, Target target) {
        this.workload = workload;
        this.target = target;
    }

    private ScheduleSpace(Workload workload, Target target, List<KnobRange<?>> knobs) {
        this(workload, target);
        this.knobs = List.copyOf(knobs);
    }

    /**
     * The space of a workload.
     *
     * @param target what kernels are generated for
     */
    public static ScheduleSpace of(Workload workload, Target target) {
        return new ScheduleSpace(workload, target);
    }

    /**
     * The part of this space in which a knob has only some of its values. Rules stay as they are:
     * what lies outside may still be admitted, it is only no {@link #pointOf point}.
     *
     * @param knob name of the knob
     * @param values some of its values, in any order and case
     * @throws InvalidScheduleException if there is no such knob or value, or no value is given
     */
    public ScheduleSpace fixing(String knob, Collection<String> values) {
        if (knobs().stream().noneMatch(known -> known.name().equals(knob))) {
            throw new InvalidScheduleException(
                    "There is no knob '"
                            + knob
                            + "'; the knobs are "
                            + knobs().stream()
                                    .map(KnobRange::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return new ScheduleSpace(workload, target, kept(knob, values));
    }

    private List<KnobRange<?>> kept(String knob, Collection<String> values) {
        List<KnobRange<?>> kept = new ArrayList<>();
        for (KnobRange<?> range : knobs()) {
            kept.add(range.name().equals(knob) ? range.keeping(values) : range);
        }
        return kept;
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** What kernels are generated for. */
    public Target target() {
        return target;
    }

    /** The dimensions, in the order of {@link Knobs#KNOBS}. */
    public List<KnobRange<?>> knobs() {
        List<KnobRange<?>> known = knobs;
        if (known == null) {
            known = ranges();
            knobs = known;
        }
        return known;
    }

    private List<KnobRange<?>> ranges() {
        List<KnobRange<?>> ranges = new ArrayList<>();
        for (Knob<?> knob : Knobs.KNOBS) {
            ranges.add(knob.range(workload, target));
        }
        return List.copyOf(ranges);
    }

    /** Number of points, legal or not. */
    public long points() {
        return knobs().stream().mapToLong(knob -> knob.size()).reduce(1, Math::multiplyExact);
    }

    /**
     * The points in a fixed order, the last knob's values in the innermost loop.
     *
     * @param index from 0 to below {@link #points}
     */
    public int[] point(long index) {
        int[] point = new int[knobs().size()];
        long rest = index;
        for (int knob = point.length - 1; knob >= 0; knob--) {
            int values = knobs().get(knob).size();
            point[knob] = (int) (rest % values);
            rest /= values;
        }
        return point;
    }

    /** Every legal schedule of the space, in the order of {@link #point}. */
    public Stream<LegalSchedule> legal() {
        return LongStream.range(0, points())
                .mapToObj(index -> at(point(index)))
                .map(this::ifLegal)
                .flatMap(Optional::stream);
    }

    /**
     * The schedule at a point of the space, legal or not.
     *
     * @param choice for each knob the position of its value
     */
    public Schedule at(int... choice) {
        Object[] values = new Object[choice.length];
        for (int i = 0; i < choice.length; i++) {
            values[i] = knobs().get(i).values().get(choice[i]);
        }
        return new Schedule(values);
    }

    /** The point of a schedule, or empty where one of its values is not among the knobs' values. */
    public Optional<int[]> pointOf(Schedule schedule) {
        int[] choice = knobs().stream().mapToInt(knob -> knob.indexOf(schedule)).toArray();
        return Arrays.stream(choice).allMatch(index -> index >= 0)
                ? Optional.of(choice)
                : Optional.empty();
    }

    /** Every rule the schedule breaks; empty for a legal one. */
    public List<Rule> broken(Schedule schedule) {
        return Rules.broken(plan(schedule));
    }

    /** The plan of a schedule, legal or not. */
    public Plan plan(Schedule schedule) {
        return new Plan(workload, schedule, target, cuts);
    }

    /** The schedule as a legal one, or empty where it breaks a rule. */
    public Optional<LegalSchedule> ifLegal(Schedule schedule) {
        Plan plan = plan(schedule);
        return Rules.hold(plan) ? Optional.of(new LegalSchedule(plan)) : Optional.empty();
    }

    /**
     * Lets a legal schedule through.
     *
     * @throws InvalidScheduleException naming the first rule broken and its reason
     */
    public LegalSchedule admit(Schedule schedule) {
        return ifLegal(schedule)
                .orElseThrow(() -> {
                    Rule rule = broken(schedule).getFirst();
                    return new InvalidScheduleException(
                            "Schedule "
                                    + schedule
                                    + " breaks the rule "
                                    + rule.name()
                                    + " on "
                                    + workload
                                    + ": "
                                    + rule.why());
                });
    }

    /**
     * A schedule that was admitted before, for the same workload and target, as what a kernel was
     * compiled from. It is not judged again, which takes a JVM that starts a twentieth of a second;
     * only for those who find the kernel.
     */
    public LegalSchedule admitted(Schedule schedule) {
        return new LegalSchedule(workload, schedule, target);
    }

    /**
     * The schedule that is used where nothing was tuned: the one that was fastest for a similar
     * shape, by the list in {@code LearnedSchedules}, or else the table's in {@code
     * DefaultSchedules}; empty where no schedule is legal at all.
     */
    public Optional<LegalSchedule> defaultSchedule() {
        return plain(EITHER);
    }

    /** The default schedule for JVMs that deny native access, which raw access needs. */
    public Optional<LegalSchedule> checkedDefault() {
        return plain(List.of(Access.CHECKED));
    }

    /** The default schedule by the table alone, whatever was fastest for similar shapes. */
    public Optional<LegalSchedule> tableSchedule() {
        return byTable(EITHER).findFirst();
    }

    /** What was fastest for a similar shape, whatever the table says; empty where none is near. */
    public Optional<LegalSchedule> learned() {
        return learned(EITHER).findFirst();
    }

    /**
     * For which similar shape, such as {@code 144 channels of 128x128}, a schedule was fastest;
     * empty for one that the list in {@code LearnedSchedules} does not have for this workload.
     */
    public Optional<String> learnedFrom(Schedule schedule) {
        return LearnedSchedules.nearest(workload, target)
                .filter(tuned ->
                        tuned.schedule()
                                .map(winner -> winner.with(Knobs.ACCESS, schedule.access()))
                                .equals(Optional.of(schedule)))
                .map(LearnedSchedules.Tuned::shape);
    }

    private Optional<LegalSchedule> plain(List<Access> accesses) {
        return Stream.concat(learned(accesses), byTable(accesses)).findFirst();
    }

    private Stream<LegalSchedule> learned(List<Access> accesses) {
        // A neighbour's channels may be cut into blocks that the channels here are not.
        return LearnedSchedules.of(workload, target).stream()
                .filter(winner -> of(workload, target).pointOf(winner).isPresent())
                .flatMap(winner ->
                        accesses.stream().map(access -> winner.with(Knobs.ACCESS, access)))
                .flatMap(winner -> ifLegal(winner).stream());
    }

    private Stream<LegalSchedule> byTable(List<Access> accesses) {
        return DefaultSchedules.of(workload, target, accesses)
                .flatMap(schedule -> ifLegal(schedule).stream());
    }

    /**
     * The default schedule of a workload that needs one.
     *
     * @throws InvalidScheduleException naming the rule that leaves no schedule legal
     */
    public LegalSchedule requireDefault() {
        return defaultSchedule()
                .orElseThrow(() -> {
                    Rule rule = broken(DefaultShapes.plainest(workload)).getFirst();
                    return new InvalidScheduleException(
                            "No kernel can be generated for "
                                    + workload
                                    + ", by the rule "
                                    + rule.name()
                                    + ": "
                                    + rule.why());
                });
    }
}
