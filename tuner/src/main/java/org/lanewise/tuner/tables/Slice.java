package org.lanewise.tuner.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.KnobRange;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;

/**
 * A product of some values of the knobs: what is small enough to be measured whole, and yet a space
 * in which a local search can move.
 *
 * @param values for each knob named, the values kept; knobs not named keep all of theirs
 */
public record Slice(Map<String, List<String>> values) {
    /** Keeps an unmodifiable copy in the same order. */
    public Slice {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((knob, kept) -> copy.put(knob, List.copyOf(kept)));
        values = Collections.unmodifiableMap(copy);
    }

    /** The whole of a space, every value named. */
    public static Slice of(ScheduleSpace space) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        space.knobs().forEach(range -> values.put(range.name(), range.texts()));
        return new Slice(values);
    }

    /**
     * Reads the text form, such as {@code vectorBits=512,order=chw,hcw,access=raw}: a knob, then
     * its values up to the next knob.
     *
     * @throws InvalidScheduleException if the text is not one
     */
    public static Slice parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<String> kept = null;
        for (String word : text.strip().split(",", -1)) {
            int sign = word.indexOf('=');
            String value = word.substring(sign + 1).strip();
            if (sign >= 0) {
                kept =
                        values.computeIfAbsent(
                                word.substring(0, sign).strip(), knob -> new ArrayList<>());
            }
            if (kept == null || value.isEmpty()) {
                throw new InvalidScheduleException(
                        "'"
                                + text
                                + "' is not a slice; write knobs and values such as"
                                + " vectorBits=512,order=chw,hcw,access=raw.");
            }
            kept.add(value);
        }
        return new Slice(values);
    }

    /**
     * The space that holds this slice and nothing more.
     *
     * @throws InvalidScheduleException if a knob or value is not in the space
     */
    public ScheduleSpace in(ScheduleSpace space) {
        ScheduleSpace part = space;
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            part = part.fixing(entry.getKey(), entry.getValue());
        }
        return part;
    }

    /**
     * The largest slice of a space found with at most so many legal schedules: values are taken
     * away by lot, always from a knob that has most, so that the knobs keep about equally many.
     *
     * @param most legal schedules, at least 1
     */
    public static Slice within(ScheduleSpace space, int most, long seed) {
        Random random = new Random(seed);
        ScheduleSpace part = space;
        List<Schedule> legal = space.legal().map(known -> known.schedule()).toList();
        while (legal.size() > most) {
            KnobRange<?> range = longest(part, random);
            int dropped = random.nextInt(range.size());
            List<String> kept = new ArrayList<>(range.texts());
            kept.remove(dropped);
            part = part.fixing(range.name(), kept);
            legal = legal.stream().filter(known -> range.indexOf(known) != dropped).toList();
        }
        return of(part);
    }

    private static KnobRange<?> longest(ScheduleSpace space, Random random) {
        int length = space.knobs().stream().mapToInt(KnobRange::size).max().orElse(1);
        List<KnobRange<?>> candidates = new ArrayList<>(space.knobs());
        candidates.removeIf(range -> range.size() < length);
        return candidates.get(random.nextInt(candidates.size()));
    }

    /** The text form. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()))
                .collect(Collectors.joining(","));
    }
}
