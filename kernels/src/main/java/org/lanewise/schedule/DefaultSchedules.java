package org.lanewise.schedule;

import static org.lanewise.schedule.WorkloadKinds.few;
import static org.lanewise.schedule.WorkloadKinds.fills;
import static org.lanewise.schedule.WorkloadKinds.fillsRow;
import static org.lanewise.schedule.WorkloadKinds.many;
import static org.lanewise.schedule.WorkloadKinds.middling;
import static org.lanewise.schedule.WorkloadKinds.narrow;
import static org.lanewise.schedule.WorkloadKinds.smallSweeps;
import static org.lanewise.schedule.WorkloadKinds.strided;
import static org.lanewise.schedule.WorkloadKinds.sums;
import static org.lanewise.schedule.WorkloadKinds.sweeps;
import static org.lanewise.schedule.WorkloadKinds.sweepsHeld;
import static org.lanewise.schedule.WorkloadKinds.vectorsOfRow;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * What runs where nothing was tuned: a table of conditions and schedules, each with what was
 * measured. The first that is legal wins, in the widest vectors that are; along rows, in the widest
 * that a row fills by more than half.
 */
final class DefaultSchedules {
    /** Taps of a filter of one row; it was measured from 41 on. */
    private static final int LONG = 32;

    /**
     * One line of the table.
     *
     * @param when where it is tried
     * @param shapes schedules as {@link DefaultShapes} reads them, in the order of preference
     * @param why what was measured
     */
    record Preference(BiPredicate<Workload, Target> when, List<String> shapes, String why) {
        static Preference of(BiPredicate<Workload, Target> when, String why, String... shapes) {
            return new Preference(when, List.of(shapes), why);
        }
    }

    private static final List<Preference> OTHERS =
            List.of(
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && !strided(workload)
                                            && many(target)
                                            && sweeps(workload, target)
                                            && !workload.layout().channelsTogether()
                                            && fills(workload, target)
                                            && vectorsOfRow(workload, target) > 1
                                            && !fillsRow(workload, target),
                            "Of a row that leaves more than a quarter of its lanes empty transposed"
                                    + " channels are 1.08 to 1.29 times as fast for a 5x5; of one that"
                                    + " leaves a quarter 0.93 times.",
                            "c_b1_t1x4_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && many(target)
                                            && sweeps(workload, target)
                                            && vectorsOfRow(workload, target) > 1,
                            "Two vectors of a row at once are 1.15 to 1.5 times as fast as transposed"
                                    + " channels for a 5x5.",
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
                            (workload, target) -> few(workload) && narrow(workload, target),
                            "Several rows of a small map in one vector are 1.5 to 2 times as fast as"
                                    + " one, with a stride 1.35 to 1.65 times; with 16 registers 1.03 to"
                                    + " 1.2 times.",
                            "w_b16_t1x1_chw_plane_held",
                            "w_b8_t1x1_chw_plane_held",
                            "w_b1_t1x1_chw_plane_held"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && !workload.layout().channelsTogether()
                                            && !fillsRow(workload, target)
                                            && (narrow(workload, target) || !strided(workload))
                                            && many(target)
                                            && fills(workload, target)
                                            && vectorsOfRow(workload, target) == 1,
                            "Transposed channels that slide are 1.07 to 2.4 times as fast as rows of a 5x5"
                                    + " on maps of up to ten columns, 0.9 times on 144x8x8 and with a"
                                    + " stride on 288x14x14.",
                            "c_b1_t1x4_cwh_slide_reload",
                            "c_b1_t1x2_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload) && vectorsOfRow(workload, target) == 1,
                            "Several rows of a small map at once, of several channels a task, are 1.03 to"
                                    + " 1.6 times as fast as rows that slide or transposed channels.",
                            severalRows(7, "reload")),
                    Preference.of(
                            (workload, target) ->
                                    middling(workload)
                                            && !workload.layout().channelsTogether()
                                            && !many(target)
                                            && fills(workload, target),
                            "Where sums of a 5x5 that slides fit into 16 registers, transposed channels"
                                    + " that do are 1.05 to 1.2 times as fast as a rolled row, or as"
                                    + " lanes along the width.",
                            "c_b1_t1x4_cwh_slide_reload",
                            "c_b1_t1x2_cwh_slide_reload"),
                    Preference.of(
                            (workload, target) ->
                                    !workload.layout().channelsTogether()
                                            && !few(workload)
                                            && !middling(workload)
                                            && workload.rows().kernel() > 1
                                            && workload.columns().kernel() > 1
                                            && many(target)
                                            && fills(workload, target),
                            "From 7x7 on two rows of seven columns are 0.98 to 1.16 times as fast as"
                                    + " one, of transposed channels with 32 registers.",
                            "c_b1_t2x7_cwh_cols_reload"),
                    Preference.of(
                            (workload, target) ->
                                    !workload.layout().channelsTogether()
                                            && !few(workload)
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
                            (workload, target) -> few(workload) && narrow(workload, target),
                            "All rows of a small map at once, in vectors that they fill, are 1.5 to 2.1"
                                    + " times as fast as sliding, whose loop goes round too few times;"
                                    + " eight channels a task are 1.1 to 1.2 times as fast as one.",
                            severalRows(8, "held")),
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
                            "Two are 1.05 to 1.2 times as fast as one; 16 registers hold one. Three rows"
                                    + " an iteration are 1.02 to 1.04 times as fast as one.",
                            "w_b1_tflightx2_cwh_slide_held",
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
                            WorkloadKinds::sweepsHeld,
                            "Rows slide where their sums and weights fit into registers: 0.92 to 2.48"
                                    + " times as fast as a rolled row. All at once, without a loop, are"
                                    + " 1.04 to 1.27 times as fast as one an iteration, three an"
                                    + " iteration 1.05 to 1.18, with a stride 1.03. Eight channels a"
                                    + " task are 1.05 to 1.27 times as fast as one on small maps.",
                            "w_b8_tallx1_cwh_slide_held",
                            "w_b1_tallx1_cwh_slide_held",
                            "w_b8_tflightx1_cwh_slide_held",
                            "w_b1_tflightx1_cwh_slide_held",
                            "w_b8_t1x1_cwh_slide_held",
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
                                    many(target)
                                            && sums(workload, 6) + workload.taps()
                                                    <= target.vectorRegisters(),
                            "The same with lanes along the channels, six columns wide: a 3x3 is 0.93"
                                    + " to 1.09 times as fast as with four, 1.07 on 11x11 and 12x12.",
                            "c_b1_t1x6_cwh_slide_held"),
                    Preference.of(
                            (workload, target) ->
                                    sums(workload, 4) + workload.taps() <= target.vectorRegisters(),
                            "Four columns where six do not fit, or with 16 registers.",
                            "c_b1_t1x4_cwh_slide_held",
                            "c_b1_t1x2_cwh_slide_held",
                            "c_b1_t1x1_cwh_slide_held"),
                    Preference.of(
                            WorkloadKinds::sweeps,
                            "The same without the weights. 5x5 sweeps are 0.98 to 1.2 times as fast as"
                                    + " rolled rows; with 16 registers, where weights are operands in"
                                    + " memory, 3x3 sweeps are 1.2 to 2.7 times as fast.",
                            "c_b1_t1x4_cwh_slide_reload",
                            "c_b1_t1x2_cwh_slide_reload",
                            "c_b1_t1x1_cwh_slide_reload"),
                    Preference.of(
                            WorkloadKinds::smallSweeps,
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

    static final List<Preference> TABLE =
            Stream.of(
                            CrowdedSchedules.ROWS,
                            LineSchedules.ROWS,
                            FlatSchedules.ROWS,
                            TileSchedules.ROWS,
                            FewRegisterSchedules.ROWS,
                            OTHERS)
                    .flatMap(List::stream)
                    .toList();

    private DefaultSchedules() {}

    /** In the order of preference; each is made when it is asked for. */
    static Stream<Schedule> of(Workload workload, Target target, List<Access> accesses) {
        DefaultShapes shapes = DefaultShapes.of(workload, target);
        return TABLE.stream()
                .filter(preference -> preference.when().test(workload, target))
                .flatMap(preference -> preference.shapes().stream())
                .flatMap(shape -> shapes.schedules(shape, accesses));
    }

    /** Up to so many rows of one vector, of eight channels a task or one. */
    private static String[] severalRows(int most, String weights) {
        return IntStream.of(8, 1)
                .boxed()
                .flatMap(block ->
                        IntStream.iterate(most, rows -> rows >= 4, rows -> rows - 1)
                                .mapToObj(rows ->
                                        "w_b" + block + "_t" + rows + "x1_chw_taps_" + weights))
                .toArray(String[]::new);
    }
}
