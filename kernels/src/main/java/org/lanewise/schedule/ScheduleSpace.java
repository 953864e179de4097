package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Workload;

/**
 * All schedules worth trying for one workload on machines with vectors up to a given width: the
 * product of the {@link #knobs}, less what breaks a rule. Immutable and thread-safe.
 */
public final class ScheduleSpace {
    private static final int[] TILE_ROWS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] TILE_COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 28};

    /** Of the processors with vectors of 128 bits (SSE, NEON) none has masked loads. */
    private static final int NARROWEST_MASKED_LOAD = 256;

    private final Workload workload;
    private final int maxVectorBits;
    private final List<Knob> knobs;

    private ScheduleSpace(Workload workload, int maxVectorBits, List<Knob> knobs) {
        this.workload = workload;
        this.maxVectorBits = maxVectorBits;
        this.knobs = List.copyOf(knobs);
    }

    private ScheduleSpace(Workload workload, int maxVectorBits) {
        this.workload = workload;
        this.maxVectorBits = maxVectorBits;
        this.knobs =
                List.of(
                        new Knob(
                                "axis",
                                texts(axes().map(VectorAxis::text)),
                                schedule -> schedule.axis().text()),
                        new Knob(
                                "vectorBits",
                                numbers(vectorWidths()),
                                schedule -> Integer.toString(schedule.vectorBits())),
                        new Knob(
                                "channelBlock",
                                numbers(channelBlocks()),
                                schedule -> Integer.toString(schedule.channelBlock())),
                        new Knob(
                                "tileH",
                                numbers(upTo(workload.output().h(), TILE_ROWS)),
                                schedule -> Integer.toString(schedule.tileH())),
                        new Knob(
                                "tileW",
                                numbers(tileColumns()),
                                schedule -> Integer.toString(schedule.tileW())),
                        new Knob(
                                "order",
                                texts(Arrays.stream(LoopOrder.values()).map(Enum::name)),
                                schedule -> schedule.order().name()),
                        new Knob(
                                "unroll",
                                texts(Arrays.stream(Unroll.values()).map(Enum::name)),
                                schedule -> schedule.unroll().name()),
                        new Knob(
                                "weights",
                                texts(Arrays.stream(Weights.values()).map(Enum::name)),
                                schedule -> schedule.weights().name()),
                        new Knob(
                                "access",
                                texts(Arrays.stream(Access.values()).map(Enum::name)),
                                schedule -> schedule.access().name()),
                        new Knob(
                                "borders",
                                texts(borders().map(Enum::name)),
                                schedule -> schedule.borders().name()));
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
        if (knobs.stream().noneMatch(known -> known.name().equals(knob))) {
            throw new InvalidScheduleException(
                    "There is no knob '"
                            + knob
                            + "'; the knobs are "
                            + knobs.stream().map(Knob::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return new ScheduleSpace(
                workload,
                maxVectorBits,
                knobs.stream()
                        .map(known -> known.name().equals(knob) ? known.keeping(values) : known)
                        .toList());
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** The dimensions, in the order of {@link Schedule}'s components. */
    public List<Knob> knobs() {
        return knobs;
    }

    /** Number of points, legal or not. */
    public long points() {
        return knobs.stream()
                .mapToLong(knob -> knob.values().size())
                .reduce(1, Math::multiplyExact);
    }

    /**
     * The points in a fixed order, the last knob's values in the innermost loop.
     *
     * @param index from 0 to below {@link #points}
     */
    public int[] point(long index) {
        int[] point = new int[knobs.size()];
        long rest = index;
        for (int knob = point.length - 1; knob >= 0; knob--) {
            int values = knobs.get(knob).values().size();
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
        String[] value = new String[knobs.size()];
        for (int i = 0; i < value.length; i++) {
            value[i] = knobs.get(i).values().get(choice[i]);
        }
        return new Schedule(
                axes().filter(axis -> axis.text().equals(value[0])).findFirst().orElseThrow(),
                Integer.parseInt(value[1]),
                Integer.parseInt(value[2]),
                Integer.parseInt(value[3]),
                Integer.parseInt(value[4]),
                LoopOrder.valueOf(value[5]),
                Unroll.valueOf(value[6]),
                Weights.valueOf(value[7]),
                Access.valueOf(value[8]),
                Borders.valueOf(value[9]));
    }

    /** The point of a schedule, or empty where one of its values is not among the knobs' values. */
    public Optional<int[]> pointOf(Schedule schedule) {
        int[] choice = knobs.stream().mapToInt(knob -> knob.indexOf(schedule)).toArray();
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
        if (maxVectorBits < NARROWEST_MASKED_LOAD
                && schedule.access() == Access.RAW
                && masksLoads(schedule)) {
            // C2 then loads the whole vector and blends: it reads behind the tensor's end, and with
            // raw access nothing tells it where that is.
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
     * The schedule that is used where nothing was tuned: the widest vectors that fit, a small tile,
     * one rolled tap loop and checked accesses, so that it compiles fast and needs no native
     * access. Empty where no schedule is legal at all.
     */
    public Optional<LegalSchedule> defaultSchedule() {
        return plainSchedules()
                .filter(schedule -> broken(schedule).isEmpty())
                .findFirst()
                .map(schedule -> new LegalSchedule(workload, schedule));
    }

    /**
     * The default schedule of a workload that needs one.
     *
     * @throws InvalidScheduleException naming the rule that leaves no schedule legal
     */
    public LegalSchedule requireDefault() {
        return defaultSchedule()
                .orElseThrow(() -> {
                    Rule rule = broken(plain(axis(), 128, 1, Unroll.NONE)).getFirst();
                    return new InvalidScheduleException(
                            "No kernel can be generated for "
                                    + workload
                                    + ", by the rule "
                                    + rule.name()
                                    + ": "
                                    + rule.why());
                });
    }

    /** In the order of preference. Both tap loops are rolled, and NCHW transposed, at need only. */
    private Stream<Schedule> plainSchedules() {
        return axes().flatMap(axis ->
                Stream.of(Unroll.COLUMNS, Unroll.NONE)
                        .flatMap(unroll ->
                                IntStream.of(4, 2, 1)
                                        .boxed()
                                        .flatMap(tile ->
                                                vectorWidths()
                                                        .boxed()
                                                        .sorted((a, b) -> b - a)
                                                        .map(bits ->
                                                                plain(axis, bits, tile, unroll)))));
    }

    private boolean masksLoads(Schedule schedule) {
        return schedule.axis() == VectorAxis.WIDTH
                || (workload.layout() == Layout.NHWC
                        && workload.channels() % schedule.lanes() != 0);
    }

    private static Schedule plain(VectorAxis axis, int bits, int tile, Unroll unroll) {
        return new Schedule(
                axis,
                bits,
                1,
                1,
                axis == VectorAxis.WIDTH ? 1 : tile,
                LoopOrder.CHW,
                unroll,
                Weights.RELOADED,
                Access.CHECKED,
                Borders.PEELED);
    }

    /** The axis that works without transposing. */
    private VectorAxis axis() {
        return workload.layout() == Layout.NCHW ? VectorAxis.WIDTH : VectorAxis.CHANNELS;
    }

    private Stream<VectorAxis> axes() {
        return workload.layout() == Layout.NCHW
                ? Stream.of(VectorAxis.WIDTH, VectorAxis.CHANNELS)
                : Stream.of(VectorAxis.CHANNELS);
    }

    /** Without padding there is nothing to frame. */
    private Stream<Borders> borders() {
        return workload.padding().equals(Padding.all(0))
                ? Stream.of(Borders.PEELED)
                : Arrays.stream(Borders.values());
    }

    private IntStream vectorWidths() {
        return IntStream.of(128, 256, 512).filter(bits -> bits <= maxVectorBits && fitsBlock(bits));
    }

    private boolean fitsBlock(int bits) {
        return !workload.layout().blocked() || bits / Float.SIZE <= workload.layout().block();
    }

    private IntStream channelBlocks() {
        int units = ChannelUnits.count(workload, widest());
        int vectors = Math.ceilDiv(workload.outputChannels(), widest().lanes());
        return IntStream.of(1, 2, 4, 8, 16, vectors, units).filter(block -> block <= units);
    }

    private Schedule widest() {
        return plain(axis(), vectorWidths().max().orElse(128), 1, Unroll.NONE);
    }

    private IntStream tileColumns() {
        return upTo(workload.output().w(), TILE_COLUMNS);
    }

    private static IntStream upTo(int most, int... values) {
        IntPredicate fits = value -> value <= most;
        return Arrays.stream(values).filter(fits);
    }

    private static List<String> numbers(IntStream values) {
        TreeSet<Integer> sorted = new TreeSet<>(values.boxed().toList());
        return sorted.stream().map(String::valueOf).toList();
    }

    private static List<String> texts(Stream<String> values) {
        return values.toList();
    }
}
