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
import org.lanewise.workload.Workload;

/**
 * All schedules worth trying for one workload on machines with vectors up to a given width: the
 * product of the {@link #knobs}, less what breaks a rule. Immutable and thread-safe.
 */
public final class ScheduleSpace {
    private final Workload workload;
    private final int maxVectorBits;

    /** Made when first asked for: whoever only wants to admit a schedule needs none. */
    private volatile @Nullable List<Knob> knobs;

    private ScheduleSpace(Workload workload, int maxVectorBits) {
        this.workload = workload;
        this.maxVectorBits = maxVectorBits;
    }

    private ScheduleSpace(Workload workload, int maxVectorBits, List<Knob> knobs) {
        this(workload, maxVectorBits);
        this.knobs = List.copyOf(knobs);
    }

    /**
     * The space of a workload.
     *
     * @param maxVectorBits widest vectors the machine has, 128 to 512
     */
    public static ScheduleSpace of(Workload workload, int maxVectorBits) {
        return new ScheduleSpace(workload, maxVectorBits);
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
                            + knobs().stream().map(Knob::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return new ScheduleSpace(
                workload,
                maxVectorBits,
                knobs().stream()
                        .map(known -> known.name().equals(knob) ? known.keeping(values) : known)
                        .toList());
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** The dimensions, in the order of {@link Schedule}'s components. */
    public List<Knob> knobs() {
        List<Knob> known = knobs;
        if (known == null) {
            known = Knobs.of(workload, maxVectorBits);
            knobs = known;
        }
        return known;
    }

    /** Number of points, legal or not. */
    public long points() {
        return knobs().stream()
                .mapToLong(knob -> knob.values().size())
                .reduce(1, Math::multiplyExact);
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
            int values = knobs().get(knob).values().size();
            point[knob] = (int) (rest % values);
            rest /= values;
        }
        return point;
    }

    /** Every legal schedule of the space, in the order of {@link #point}. */
    public Stream<LegalSchedule> legal() {
        return LongStream.range(0, points())
                .mapToObj(index -> at(point(index)))
                .filter(schedule -> broken(schedule).isEmpty())
                .map(schedule -> new LegalSchedule(workload, schedule));
    }

    /**
     * The schedule at a point of the space, legal or not.
     *
     * @param choice for each knob the position of its value
     */
    public Schedule at(int... choice) {
        String[] value = new String[knobs().size()];
        for (int i = 0; i < value.length; i++) {
            value[i] = knobs().get(i).values().get(choice[i]);
        }
        return new Schedule(
                VectorAxis.of(value[0]),
                Integer.parseInt(value[1]),
                Integer.parseInt(value[2]),
                Integer.parseInt(value[3]),
                Integer.parseInt(value[4]),
                Integer.parseInt(value[5]),
                LoopOrder.valueOf(value[6]),
                Unroll.valueOf(value[7]),
                Weights.valueOf(value[8]),
                Access.valueOf(value[9]),
                Borders.valueOf(value[10]));
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
        List<Rule> broken = new ArrayList<>();
        if (schedule.vectorBits() > maxVectorBits) {
            broken.add(
                    new Rule(
                            "vector-fits-machine",
                            "This machine has vectors of "
                                    + maxVectorBits
                                    + " bits at the most; use fewer bits.",
                            (any, other) -> false));
        }
        if (schedule.access() == Access.RAW
                && !MaskedLoads.raw(maxVectorBits)
                && MaskedLoads.needed(workload, schedule)) {
            broken.add(
                    new Rule(
                            "raw-needs-masked-loads",
                            "Processors with narrow vectors have no masked loads, so partly filled vectors would be read beyond the tensor; use access checked.",
                            (any, other) -> false));
        }
        broken.addAll(Rules.broken(workload, schedule));
        return broken;
    }

    /**
     * Lets a legal schedule through.
     *
     * @throws InvalidScheduleException naming the first rule broken and its reason
     */
    public LegalSchedule admit(Schedule schedule) {
        List<Rule> broken = broken(schedule);
        if (!broken.isEmpty()) {
            Rule rule = broken.getFirst();
            throw new InvalidScheduleException(
                    "Schedule "
                            + schedule
                            + " breaks the rule "
                            + rule.name()
                            + " on "
                            + workload
                            + ": "
                            + rule.why());
        }
        return new LegalSchedule(workload, schedule);
    }

    /**
     * The schedule that is used where nothing was tuned: the widest vectors that fit, and rows that
     * slide; a tile of several rows for strided 3x3s, and one rolled tap loop for large filters;
     * channels in the innermost loop where the pixels of NHWC crowd into a few sets of the first
     * cache. Its access is raw unless a rule forbids it. Empty where no schedule is legal at all.
     */
    public Optional<LegalSchedule> defaultSchedule() {
        return plain(List.of(Access.RAW, Access.CHECKED));
    }

    /** The default schedule for JVMs that deny native access, which raw access needs. */
    public Optional<LegalSchedule> checkedDefault() {
        return plain(List.of(Access.CHECKED));
    }

    private Optional<LegalSchedule> plain(List<Access> accesses) {
        for (Schedule schedule : PlainSchedules.of(workload, maxVectorBits, accesses)) {
            if (broken(schedule).isEmpty()) {
                return Optional.of(new LegalSchedule(workload, schedule));
            }
        }
        return Optional.empty();
    }

    /**
     * The default schedule of a workload that needs one.
     *
     * @throws InvalidScheduleException naming the rule that leaves no schedule legal
     */
    public LegalSchedule requireDefault() {
        return defaultSchedule()
                .orElseThrow(() -> {
                    Rule rule = broken(PlainSchedules.plainest(workload)).getFirst();
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
