package org.lanewise.reports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.reports.stats.Difference;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Writes numbers the same way on every machine. */
public final class Format {
    private static final double MICROSECOND = 1e3;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;

    private Format() {}

    /** Four digits, so that an interval of a few tenths of a percent still shows. */
    public static String number(double value) {
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A speed-up, such as {@code 2.35×}. */
    public static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f×", factor);
    }

    /** A speed-up with the interval of the difference, where one is known. */
    public static String gain(double speedup, Optional<Difference> difference) {
        return times(speedup) + difference.map(known -> " (" + interval(known) + ")").orElse("");
    }

    /** The ends of a difference's interval. */
    public static String interval(Difference difference) {
        return String.format(Locale.ROOT, "%.2f–%.2f", difference.low(), difference.high());
    }

    /** A probability, such as {@code p = 0.012}. */
    public static String probability(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
    }

    /** A share from 0 to 1 as a percentage, or a dash where it is not known. */
    public static String percent(OptionalDouble share) {
        return share.isPresent()
                ? String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble())
                : "–";
    }

    /** The speeds of a kernel whose JVMs disagree; empty where they agree. */
    public static String modes(List<Mode> modes) {
        if (modes.isEmpty()) {
            return "";
        }
        String count = modes.size() == 2 ? "two" : String.valueOf(modes.size());
        return count
                + " speeds: "
                + modes.stream()
                        .map(mode -> time(mode.medianNs()) + " in " + count(mode.jvms(), "JVM"))
                        .collect(Collectors.joining(", "));
    }

    /**
     * How sure a speed is: its interval, or the number of JVMs it comes from where they are too few
     * for one, or that no fresh JVM has confirmed it.
     */
    public static String sureness(Speed speed, Evidence evidence) {
        return sureness(interval(speed), evidence);
    }

    /** The same of a time. */
    public static String sureness(Estimate time, Evidence evidence) {
        return sureness(interval(time), evidence);
    }

    private static String sureness(String interval, Evidence evidence) {
        if (!evidence.confirmed()) {
            return "unconfirmed";
        }
        int forks = evidence.forks().orElse(Evidence.FORKS_FOR_AN_INTERVAL);
        return forks < Evidence.FORKS_FOR_AN_INTERVAL ? count(forks, "fork") : interval;
    }

    /** The ends of a speed's interval. */
    public static String interval(Speed speed) {
        return number(speed.low()) + "–" + number(speed.high());
    }

    /** A time with its unit, such as {@code 12.34 µs}. */
    public static String time(double ns) {
        return number(ns / unit(ns)) + " " + unitName(ns);
    }

    /** The ends of a time's interval, in the unit of its median. */
    public static String interval(Estimate time) {
        double unit = unit(time.medianNs());
        return number(time.lowNs() / unit) + "–" + number(time.highNs() / unit);
    }

    private static double unit(double ns) {
        return ns < MICROSECOND
                ? 1
                : ns < MILLISECOND ? MICROSECOND : ns < SECOND ? MILLISECOND : SECOND;
    }

    private static String unitName(double ns) {
        return ns < MICROSECOND ? "ns" : ns < MILLISECOND ? "µs" : ns < SECOND ? "ms" : "s";
    }

    /** A number and what is counted, such as {@code 1 layer} or {@code 1,200 layers}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** Channels, height and width of a workload's output, behind the batch if that is not 1. */
    public static String output(Workload workload) {
        Size out = workload.output();
        return (workload.batch() == 1 ? "" : workload.batch() + "×")
                + workload.outputChannels()
                + "×"
                + out.h()
                + "×"
                + out.w();
    }

    /** ISO 8601, to the second, UTC. */
    public static String date(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
