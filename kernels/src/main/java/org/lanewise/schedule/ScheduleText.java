package org.lanewise.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints and reads the text form of schedules, {@code
 * <axis><bits>_b<block>_t<h>x<w>_<order>_<unroll>_<weights>_<access>}; the tile is {@code
 * t<h>x<w>x<c>} where it has more than one channel unit, and {@code _framed} follows where borders
 * are. One channel unit and peeled borders have no part of their own, so that a name given before
 * there was a choice is still the name of the same schedule.
 */
final class ScheduleText {
    private static final Pattern FORM =
            Pattern.compile(
                    "([cw])(128|256|512)_b([1-9]\\d{0,8})_t([1-9]\\d{0,3})x([1-9]\\d{0,3})(?:x([1-9]\\d{0,3}))?_([chw]{3})_([a-z]+)_([a-z]+)_([a-z]+)(?:_(framed))?");

    private ScheduleText() {}

    static String print(Schedule schedule) {
        String always =
                String.join(
                        "_",
                        schedule.axis().text() + schedule.vectorBits(),
                        "b" + schedule.channelBlock(),
                        tile(schedule),
                        schedule.order().name().toLowerCase(Locale.ROOT),
                        schedule.unroll().text(),
                        schedule.weights().text(),
                        schedule.access().text());
        return switch (schedule.borders()) {
            case PEELED -> always;
            case FRAMED -> always + "_" + Borders.FRAMED.text();
        };
    }

    private static String tile(Schedule schedule) {
        String plane = "t" + schedule.tileH() + "x" + schedule.tileW();
        return schedule.tileC() == 1 ? plane : plane + "x" + schedule.tileC();
    }

    static Schedule parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw bad(text);
        }
        return new Schedule(
                find(text, VectorAxis.values(), VectorAxis::text, form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                Integer.parseInt(form.group(4)),
                Integer.parseInt(form.group(5)),
                form.group(6) == null ? 1 : Integer.parseInt(form.group(6)),
                find(
                        text,
                        LoopOrder.values(),
                        order -> order.name().toLowerCase(Locale.ROOT),
                        form.group(7)),
                find(text, Unroll.values(), Unroll::text, form.group(8)),
                find(text, Weights.values(), Weights::text, form.group(9)),
                find(text, Access.values(), Access::text, form.group(10)),
                form.group(11) == null ? Borders.PEELED : Borders.FRAMED);
    }

    private static <E> E find(String whole, E[] values, Function<E, String> name, String part) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(part))
                .findFirst()
                .orElseThrow(() -> bad(whole));
    }

    private static InvalidScheduleException bad(String text) {
        return new InvalidScheduleException(
                "'"
                        + text
                        + "' is not a schedule; write it as axis and bits, channel block, tile, order, unroll, weights, access and framed borders, if any,"
                        + " such as c512_b1_t2x6_chw_taps_held_raw.");
    }
}
