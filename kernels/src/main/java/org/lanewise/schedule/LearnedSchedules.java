package org.lanewise.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * What tuning taught of shapes that nobody tuned: a list of tuned layers, each with the schedule
 * that won, or with none where nothing beat the table of default schedules. A layer takes the
 * schedule of its nearest neighbour of the same {@link #kind kind}, unless all are far. The list
 * comes with the jar; {@code lanewise learn} makes it. Thread-safe.
 */
public final class LearnedSchedules {
    private static final String FILE = "learned-schedules.txt";

    /** What stands in the list where the table's schedule was not beaten. */
    private static final String NONE = "-";

    /** In doublings; of neighbours further away other schedules are as likely to win. */
    private static final double FAR = 1.3;

    /**
     * Tiles are made to fit maps as small as this: what won on 7x7 takes up to 1.2 times the
     * table's time on 8x8.
     */
    private static final int SMALL = 16;

    /** So much further apart are two small maps than two large ones. */
    private static final double SMALL_WEIGHT = 8;

    /** Lines stay text until a layer asks for its kind: a JVM's first layer waits for this. */
    private static final class BuiltIn {
        static final List<String> LINES = read();

        private static List<String> read() {
            try (InputStream in = LearnedSchedules.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks " + FILE);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private LearnedSchedules() {}

    /**
     * A line of the list.
     *
     * @param channels output channels
     * @param height output rows
     * @param width output columns
     * @param schedule the winner; empty where the table's schedule was not beaten
     */
    record Tuned(int channels, int height, int width, Optional<Schedule> schedule) {
        static Tuned parse(String line) {
            String[] words = line.split(" ");
            int last = words.length - 1;
            return new Tuned(
                    Integer.parseInt(words[last - 3]),
                    Integer.parseInt(words[last - 2]),
                    Integer.parseInt(words[last - 1]),
                    words[last].equals(NONE)
                            ? Optional.empty()
                            : Optional.of(Schedule.parse(words[last])));
        }

        /** The shape in words. */
        String shape() {
            return channels + " channels of " + height + "x" + width;
        }

        /** Doublings from one shape to the other, added up over three dimensions. */
        double distance(Workload workload) {
            return doublings(channels, workload.outputChannels())
                    + alongMap(height, workload.rows().out())
                    + alongMap(width, workload.columns().out());
        }

        private static double alongMap(int one, int other) {
            double weight = Math.min(one, other) <= SMALL ? SMALL_WEIGHT : 1;
            return weight * doublings(one, other);
        }

        private static double doublings(int one, int other) {
            return Math.abs(StrictMath.log((double) one / other)) / StrictMath.log(2);
        }
    }

    /** A layer's shape as such a list names it. */
    public static String shape(Workload workload, Target target) {
        return kind(workload, target)
                + workload.outputChannels()
                + " "
                + workload.rows().out()
                + " "
                + workload.columns().out();
    }

    /**
     * A line of such a list.
     *
     * @param winner empty where the table's schedule was not beaten
     */
    public static String line(String shape, Optional<Schedule> winner) {
        return shape + " " + winner.map(Schedule::toString).orElse(NONE);
    }

    /** The schedule of the nearest neighbour; empty where the table's is to be used. */
    static Optional<Schedule> of(Workload workload, Target target) {
        return nearest(workload, target).flatMap(Tuned::schedule);
    }

    /** The nearest neighbour, if one is near. */
    static Optional<Tuned> nearest(Workload workload, Target target) {
        return ofKind(kind(workload, target))
                .filter(tuned -> tuned.distance(workload) <= FAR)
                .min(Comparator.comparingDouble(tuned -> tuned.distance(workload)));
    }

    /** The whole list, as it comes with the jar. */
    static List<String> lines() {
        return BuiltIn.LINES;
    }

    private static Stream<Tuned> ofKind(String kind) {
        return lines().stream().filter(line -> line.startsWith(kind)).map(Tuned::parse);
    }

    /**
     * What decides which code is generated; sizes decide how often it runs. Vectors and registers,
     * layout, filter, stride, dilation, multiplier, whether pixels crowd few sets of the first
     * cache, and whether the channels fill whole vectors; a blank stands behind it.
     */
    static String kind(Workload workload, Target target) {
        int lanes = target.vectorBits() / Float.SIZE;
        return target.vectorBits()
                + "x"
                + target.vectorRegisters()
                + " "
                + workload.layout().text()
                + " k"
                + size(workload.kernel().h(), workload.kernel().w())
                + " s"
                + size(workload.stride().h(), workload.stride().w())
                + " d"
                + size(workload.dilation().h(), workload.dilation().w())
                + " m"
                + workload.multiplier()
                + (Crowding.of(workload, target) ? " crowded" : "")
                + (workload.outputChannels() % lanes == 0 ? " whole " : " ragged ");
    }

    private static String size(int height, int width) {
        return height + "x" + width;
    }
}
