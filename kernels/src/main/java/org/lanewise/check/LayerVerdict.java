package org.lanewise.check;

import java.util.List;
import java.util.Locale;
import org.lanewise.json.JsonObject;

/**
 * What a plain application gets of one layer; one line of JSON between processes.
 *
 * @param layer the layer's name
 * @param promisedNs time of a run as tuning measured it, nanoseconds
 * @param medianNs median time of a run here, nanoseconds
 * @param samplesNs the times behind the median, in order, nanoseconds a run
 * @param exactMachine whether it was tuned on a machine and JVM equal to this one
 * @param explanation which kernel ran, and why
 * @param wrong what is wrong with the result, empty if nothing
 * @param ready whether the kernel reached compiled code
 * @param bytesPerCall bytes that a call allocates where it did not
 * @param warmUpMs what the warm-up took, milliseconds
 */
public record LayerVerdict(
        String layer,
        double promisedNs,
        double medianNs,
        List<Double> samplesNs,
        boolean exactMachine,
        String explanation,
        String wrong,
        boolean ready,
        long bytesPerCall,
        double warmUpMs) {
    /** Below this share of the promised speed a layer is called slower; above it is noise. */
    private static final double KEPT = 0.9;

    /** Keeps an unmodifiable copy. */
    public LayerVerdict {
        samplesNs = List.copyOf(samplesNs);
    }

    /** Promised time by time here: above 1 is faster than promised. */
    public double ratio() {
        return promisedNs / medianNs;
    }

    /** Whether the result was right. */
    public boolean right() {
        return wrong.isEmpty();
    }

    /** One line of JSON. */
    public String json() {
        return new JsonObject()
                .with("layer", layer)
                .with("promisedNs", promisedNs)
                .with("medianNs", medianNs)
                .with("samplesNs", samplesNs)
                .with("exactMachine", exactMachine)
                .with("explanation", explanation)
                .with("wrong", wrong)
                .with("ready", ready)
                .with("bytesPerCall", bytesPerCall)
                .with("warmUpMs", warmUpMs)
                .line();
    }

    /**
     * Reads {@link #json}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static LayerVerdict parse(String json) {
        JsonObject verdict = JsonObject.parse(json);
        return new LayerVerdict(
                verdict.text("layer"),
                verdict.number("promisedNs"),
                verdict.number("medianNs"),
                verdict.numbers("samplesNs"),
                verdict.truth("exactMachine"),
                verdict.text("explanation"),
                verdict.text("wrong"),
                verdict.truth("ready"),
                verdict.integer("bytesPerCall"),
                verdict.number("warmUpMs"));
    }

    /** The heads of a table of {@link #line}s. */
    public static String heads() {
        return String.format(
                Locale.ROOT,
                "%-24s %12s %12s %12s  %s",
                "layer",
                "promised us",
                "here us",
                "of promised",
                "result");
    }

    /** A line of a table for people. */
    public String line() {
        String compiled =
                ready
                        ? String.format(Locale.ROOT, "ready after %.0f ms", warmUpMs)
                        : "never fully compiled, " + bytesPerCall + " bytes a call";
        return String.format(
                Locale.ROOT,
                "%-24s %12.2f %12.2f %12.2f  %s, %s%s",
                layer,
                promisedNs / 1e3,
                medianNs / 1e3,
                ratio(),
                right() ? "right" : "WRONG: " + wrong,
                compiled,
                exactMachine ? "" : "; " + explanation);
    }

    /** What comes below the table of all layers. */
    public static List<String> summary(List<LayerVerdict> verdicts) {
        String warmUps =
                String.format(
                        Locale.ROOT,
                        "All warm-ups together took %.0f ms.",
                        verdicts.stream().mapToDouble(LayerVerdict::warmUpMs).sum());
        List<String> slower =
                verdicts.stream()
                        .filter(verdict -> verdict.ratio() < KEPT)
                        .map(LayerVerdict::layer)
                        .toList();
        return slower.isEmpty()
                ? List.of(warmUps)
                : List.of(
                        warmUps,
                        String.format(
                                Locale.ROOT,
                                "Slower than promised (below %.2f of it), %d of %d layers: %s; check again on an idle machine, and tune again where it stays so.",
                                KEPT,
                                slower.size(),
                                verdicts.size(),
                                String.join(", ", slower)));
    }
}
