package org.lanewise.schedule;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * What runs where nothing was tuned: a table of conditions and schedules, each with what was
 * measured. The first that is legal wins, in the widest vectors that are; along rows, in the widest
 * that a row fills by more than half.
 */
final class DefaultSchedules {
    /** Taps of a 3x3; of more, C2 spills the weights. */
    private static final int FEW_TAPS = 9;

    /** Larger sweeps were not measured with 16 registers. */
    private static final int TAPS_OF_A_5X5 = 25;

    /** Taps of a filter of one row; it was measured from 41 on. */
    private static final int LONG = 32;

    /** Bits of the narrowest vectors. */
    private static final int NARROWEST = 128;

    /**
     * One line of the table.
     *
     * @param when where it is tried
     * @param shapes schedules without vector width and access, in the order of preference
     * @param why what was measured
     */
    record Preference(BiPredicate<Workload, Target> when, List<String> shapes, String why) {
        static Preference of(BiPredicate<Workload, Target> when, String why, String... shapes) {
            return new Preference(when, List.of(shapes), why);
        }
    }

    /** C before the width stands for lanes along the channels, w for lanes along the width. */
    static final List<Preference> TABLE =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target) && workload.taps() > FEW_TAPS,
                            "Channel units, which are neighbours in memory, go innermost where pixels"
                                    + " share a few sets of the first cache: half a kilobyte of each"
                                    + " pixel is a task.",
                            "c_b8_t2x4_hwc_cols_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target)
                                            && few(workload)
                                            && strided(workload)
                                            && !many(target),
                            "Two columns of two units fit into 16 registers: 1.1 to 1.3 times as"
                                    + " fast as four rows of them.",
                            "c_b8_t1x2x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    Crowding.of(workload, target) && strided(workload),
                            "With a stride rows share little, so two units share the loops instead:"
                                    + " 1.2 to 1.9 times as fast as one.",
                            "c_b8_t4x1x2_hwc_taps_reload"),
                    Preference.of(
                            Crowding::of,
                            "A 3x3 is 1.3 to 3.3 times as fast with channel units innermost there.",
                            "c_b8_t4x2_hwc_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && strided(workload)
                                            && many(target)
                                            && workload.layout().channelsTogether(),
                            "With a stride a sweep has few products between its loads; a square tile"
                                    + " that takes the registers is 1.02 to 1.7 times as fast.",
                            "c_b1_t4x4_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && (many(target)
                                                    ? sweeps(workload, target)
                                                    : smallSweeps(workload, target)
                                                            && !strided(workload))
                                            && vectorsOfRow(workload, target) > 1,
                            "Two vectors of a row at once are 1.15 to 1.5 times as fast as transposed"
                                    + " channels for a 5x5; with 16 registers and no stride 0.94 to"
                                    + " 1.35 times.",
                            "w_b1_t1x2_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    workload.rows().kernel() == 1
                                            && workload.columns().kernel() > LONG
                                            && (workload.layout().channelsTogether()
                                                    || fills(workload, target)),
                            "Many columns and a loop over the taps are 1.05 to 2.2 times as fast as"
                                    + " taps written out for few; those of a 1x101 C2 never compiled on"
                                    + " blocked channels.",
                            "c_b1_t1x14_chw_none_reload",
                            "c_b1_t1x7_chw_none_reload",
                            "c_b1_t1x4_chw_none_reload"),
                    Preference.of(
                            (workload, target) ->
                                    !workload.layout().channelsTogether()
                                            && workload.taps() > FEW_TAPS
                                            && fills(workload, target),
                            "Transposed channels pay from some ten taps on: 1.1 to 1.4 times as fast"
                                    + " as lanes along the width for a 5x5, 2.5 times on maps narrower"
                                    + " than a vector, 2.2 to 3.6 times from 7x7 on; 1.7 to 2.4 times"
                                    + " with 16 registers.",
                            "c_b1_t1x7_chw_cols_reload",
                            "c_b1_t1x4_chw_cols_reload",
                            "c_b1_t1x2_chw_cols_reload",
                            "c_b1_t1x4_chw_none_reload"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && many(target)
                                            && vectorsOfRow(workload, target) == 1,
                            "Of channels that fill too few lanes, several rows of one vector are 1.4 to"
                                    + " 1.6 times as fast as rows that slide.",
                            "w_b1_t7x1_chw_taps_reload",
                            "w_b1_t4x1_chw_taps_reload"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload) && many(target) && narrow(workload, target),
                            "All rows of a small map at once, in vectors that they fill, are 1.6 to 2.1"
                                    + " times as fast as sliding in wide ones, whose loop goes round"
                                    + " too few times.",
                            "w_b1_t8x1_chw_taps_held",
                            "w_b1_t7x1_chw_taps_held",
                            "w_b1_t6x1_chw_taps_held",
                            "w_b1_t5x1_chw_taps_held",
                            "w_b1_t4x1_chw_taps_held"),
                    Preference.of(
                            (workload, target) ->
                                    sweepsHeld(workload, target)
                                            && many(target)
                                            && vectorsOfRow(workload, target) > 3,
                            "Four vectors of a wide row at once are 1.13 times as fast as one, with a"
                                    + " stride 1.2 to 1.3 times as fast as two.",
                            "w_b1_t1x4_cwh_slide_held"),
                    Preference.of(
                            (workload, target) ->
                                    sweepsHeld(workload, target)
                                            && many(target)
                                            && vectorsOfRow(workload, target) > 2,
                            "Three are 1.04 times as fast as two.",
                            "w_b1_t1x3_cwh_slide_held"),
                    Preference.of(
                            (workload, target) ->
                                    sweepsHeld(workload, target)
                                            && many(target)
                                            && vectorsOfRow(workload, target) > 1,
                            "Two are 1.05 to 1.2 times as fast as one; 16 registers hold one.",
                            "w_b1_t1x2_cwh_slide_held"),
                    Preference.of(
                            (workload, target) ->
                                    few(workload)
                                            && strided(workload)
                                            && !many(target)
                                            && vectorsOfRow(workload, target) > 1,
                            "Of 16 registers the lane numbers of a stride take so many that weights are"
                                    + " better loaded: 1.03 to 1.15 times as fast.",
                            "w_b1_t1x2_cwh_slide_reload"),
                    Preference.of(
                            DefaultSchedules::sweepsHeld,
                            "Rows slide where their sums and weights fit into registers: 0.92 to 2.48"
                                    + " times as fast as a rolled row.",
                            "w_b1_t1x1_cwh_slide_held"),
                    Preference.of(
                            (workload, target) ->
                                    sweeps(workload, target) || smallSweeps(workload, target),
                            "Rows slide without their weights where only sums fit.",
                            "w_b1_t1x1_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) -> true,
                            "One tap loop is rolled where a sweep would spill; both at need.",
                            "w_b1_t1x1_chw_cols_reload",
                            "w_b1_t1x1_chw_none_reload"),
                    Preference.of(
                            (workload, target) -> true,
                            "At the edges of rows lanes along the width have taps of their own; of a"
                                    + " filter so wide that these outgrow a method, a frame has none.",
                            "w_b1_t1x1_chw_cols_reload_framed",
                            "w_b1_t1x1_chw_none_reload_framed"),
                    Preference.of(
                            (workload, target) ->
                                    sums(workload, 4) + workload.taps() <= target.vectorRegisters(),
                            "The same with lanes along the channels, four columns wide.",
                            "c_b1_t1x4_cwh_slide_held",
                            "c_b1_t1x2_cwh_slide_held",
                            "c_b1_t1x1_cwh_slide_held"),
                    Preference.of(
                            DefaultSchedules::sweeps,
                            "The same without the weights. 5x5 sweeps are 0.98 to 1.2 times as fast as"
                                    + " rolled rows; with 16 registers, where weights are operands in"
                                    + " memory, 3x3 sweeps are 1.2 to 2.7 times as fast.",
                            "c_b1_t1x4_cwh_slide_reload",
                            "c_b1_t1x2_cwh_slide_reload",
                            "c_b1_t1x1_cwh_slide_reload"),
                    Preference.of(
                            DefaultSchedules::smallSweeps,
                            "Two columns of a 5x5 fit into 16 registers: 1.15 to 1.3 times as fast as three"
                                    + " columns, or as seven of a rolled row.",
                            "c_b1_t1x2_cwh_slide_reload",
                            "c_b1_t1x1_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) -> many(target) && !few(workload),
                            "Of a large filter each weight is loaded for many sums: 14 columns are 1.2"
                                    + " to 1.6 times as fast as four.",
                            "c_b1_t1x14_chw_cols_reload"),
                    Preference.of(
                            (workload, target) -> true,
                            "Of a 3x3 so many columns save little and leave more over at the borders;"
                                    + " 16 registers hold seven.",
                            "c_b1_t1x7_chw_cols_reload",
                            "c_b1_t1x4_chw_cols_reload",
                            "c_b1_t1x2_chw_cols_reload",
                            "c_b1_t1x1_chw_cols_reload",
                            "c_b1_t1x4_chw_none_reload",
                            "c_b1_t1x2_chw_none_reload",
                            "c_b1_t1x1_chw_none_reload"));

    private DefaultSchedules() {}

    /** In the order of preference; each is made when it is asked for. */
    static Stream<Schedule> of(Workload workload, Target target, List<Access> accesses) {
        List<Integer> all = Knobs.vectorWidths(workload, target).reversed();
        List<Integer> alongRows = fitting(all, workload);
        List<Integer> alongChannels = filled(all, workload, target);
        return TABLE.stream()
                .filter(preference -> preference.when().test(workload, target))
                .flatMap(preference -> preference.shapes().stream())
                .flatMap(shape ->
                        accesses.stream()
                                .flatMap(access ->
                                        (shape.startsWith("w") ? alongRows : alongChannels)
                                                .stream()
                                                        .map(bits ->
                                                                schedule(shape, bits, access))));
    }

    /**
     * The widths, widest first, less those that a row fills by half at the most: narrower vectors
     * compute it with as many instructions.
     */
    private static List<Integer> fitting(List<Integer> widths, Workload workload) {
        int outputs = workload.columns().out();
        return widths.stream()
                .filter(bits -> bits == NARROWEST || 2 * outputs > bits / Float.SIZE)
                .toList();
    }

    /**
     * The widths, widest first, less those that the channels of an NHWC pixel do not fill where
     * storing by a mask takes as long as many instructions.
     */
    private static List<Integer> filled(
            List<Integer> widths, Workload workload, Target target) {
        boolean masked = !many(target) && workload.layout() == Layout.NHWC;
        return widths.stream()
                .filter(bits ->
                        !masked
                                || bits == NARROWEST
                                || workload.channels() >= bits / Float.SIZE)
                .toList();
    }

    private static Schedule schedule(String shape, int bits, Access access) {
        return Schedule.parse(
                shape.substring(0, 1)
                        + bits
                        + shape.substring(1).replaceFirst("held|reload", "$0_" + access.text()));
    }

    /**
     * Whether so many lanes hold channels that transposing them pays: on 28x28 a 5x5 of 20 channels
     * is 1.24 times as fast along the width, while a 7x7 gains twice as much as its lanes lose.
     */
    private static boolean fills(Workload workload, Target target) {
        int lanes = lanes(target);
        int channels = workload.outputChannels();
        long quarters = workload.taps() > TAPS_OF_A_5X5 ? 2 : 3;
        return 4L * channels >= quarters * Math.ceilDiv(channels, lanes) * lanes;
    }

    private static int lanes(Target target) {
        return target.vectorBits() / Float.SIZE;
    }

    private static int vectorsOfRow(Workload workload, Target target) {
        return Math.ceilDiv(workload.columns().out(), lanes(target));
    }

    /** More taps than a 3x3, and no more than a 5x5. */
    private static boolean middling(Workload workload) {
        return !few(workload) && workload.taps() <= TAPS_OF_A_5X5;
    }

    /** Whether vectors of half the width hold a row. */
    private static boolean narrow(Workload workload, Target target) {
        return workload.columns().out() <= lanes(target) / 2;
    }

    private static boolean few(Workload workload) {
        return workload.taps() <= FEW_TAPS;
    }

    private static boolean strided(Workload workload) {
        return workload.rows().stride() > 1;
    }

    /** Enough registers for a tile of sixteen sums beside what it loads. */
    private static boolean many(Target target) {
        return target.vectorRegisters() >= 32;
    }

    /**
     * Whether the weights stay in registers beside the sums of four columns; of 16 registers,
     * beside those of one and what is loaded for it.
     */
    private static boolean sweepsHeld(Workload workload, Target target) {
        long held = workload.taps() + (many(target) ? sums(workload, 4) : sums(workload, 1) + 2);
        return held <= target.vectorRegisters();
    }

    /**
     * Whether four columns of rows that slide leave registers for what is loaded. C2 takes a
     * register for every pixel of a row where it has 32 of them.
     */
    private static boolean sweeps(Workload workload, Target target) {
        return sums(workload, 4) + (many(target) ? 6 : 2) <= target.vectorRegisters();
    }

    private static boolean smallSweeps(Workload workload, Target target) {
        return !many(target)
                && workload.taps() <= TAPS_OF_A_5X5
                && sums(workload, 2) + 2 <= target.vectorRegisters();
    }

    /** Sums of all output rows in flight. */
    private static long sums(Workload workload, int columns) {
        return (long) Sweep.rowsInFlight(workload.rows()) * columns;
    }

    /** What breaks no rule unless every schedule does. */
    static Schedule plainest(Workload workload) {
        return plainest(workload, NARROWEST);
    }

    /** The widest vectors along the axis that works without transposing. */
    static Schedule widest(Workload workload, Target target) {
        List<Integer> widths = Knobs.vectorWidths(workload, target);
        return plainest(workload, widths.isEmpty() ? NARROWEST : widths.getLast());
    }

    private static Schedule plainest(Workload workload, int bits) {
        String axis = workload.layout().channelsTogether() ? "c" : "w";
        return schedule(axis + "_b1_t1x1_chw_none_reload", bits, Access.CHECKED);
    }
}
