package org.lanewise.tuner.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;

/**
 * How many candidates the JIT left without vector instructions, and which knob's value they have in
 * common: one that is often among them makes kernels that an application cannot rely on.
 */
final class UncompiledShares {
    /** Of fewer candidates a share says nothing. */
    private static final int ENOUGH = 50;

    /** A larger share is worth somebody's time. */
    private static final double NOTABLE = 0.02;

    private static final int MOST_NAMED = 5;

    private final Map<String, Count> byValue = new LinkedHashMap<>();
    private final Count all = new Count();

    /** Candidates that ran, and those among them without vector instructions. */
    private static final class Count {
        private int ran;
        private int uncompiled;

        void add(boolean compiled) {
            ran++;
            uncompiled += compiled ? 0 : 1;
        }

        double share() {
            return uncompiled / (double) ran;
        }

        String words() {
            return String.format(Locale.ROOT, "%d of %d (%.1f%%)", uncompiled, ran, 100 * share());
        }
    }

    /** Counts a trial if it is a screening that came so far. */
    void add(Trial trial) {
        Outcome.Kind kind = trial.outcome().kind();
        boolean compiled = kind == Outcome.Kind.MEASURED;
        if (trial.stage() != Stage.SCREEN || !(compiled || kind == Outcome.Kind.NOT_INTRINSIFIED)) {
            return;
        }
        all.add(compiled);
        for (Knob<?> knob : Knobs.KNOBS) {
            String value = knob.name() + " " + knob.textOf(trial.schedule());
            byValue.computeIfAbsent(value, fresh -> new Count()).add(compiled);
        }
    }

    /** One sentence; none if nothing was screened. */
    List<String> lines() {
        if (all.ran == 0) {
            return List.of();
        }
        String worst =
                byValue.entrySet().stream()
                        .filter(entry -> entry.getValue().ran >= ENOUGH)
                        .filter(entry -> entry.getValue().share() > NOTABLE)
                        .sorted(
                                Comparator.comparingDouble((Map.Entry<String, Count> entry) ->
                                                entry.getValue().share())
                                        .reversed())
                        .limit(MOST_NAMED)
                        .map(entry -> entry.getKey() + ": " + entry.getValue().words())
                        .collect(Collectors.joining(", "));
        return List.of(
                "  "
                        + all.words()
                        + " screened never became vector instructions; "
                        + (worst.isEmpty()
                                ? "no knob's value with " + ENOUGH + " or more has more than 2%"
                                : "knobs' values with more than 2%: " + worst));
    }
}
