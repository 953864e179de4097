package org.lanewise.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.lanewise.reports.stats.Difference;

/** A chart of ratios in rows, each with its interval, beside the line of no difference. */
public final class Ratios {
    private static final int ROW = 26;
    private static final int AROUND = 56;
    private static final double WIDE = 8;

    private Ratios() {}

    /**
     * A row.
     *
     * @param name what it is of
     * @param note what is said of it when it is pointed at
     * @param ratio where its point lies
     * @param difference the interval, if one is known
     */
    public record Row(String name, String note, double ratio, Optional<Difference> difference) {
        /** The ends of its interval; nothing where none is known. */
        double[] ends() {
            return difference
                    .map(known -> new double[] {known.low(), known.high()})
                    .orElseGet(() -> new double[0]);
        }
    }

    /**
     * The chart; its caption says what is compared with what.
     *
     * @param point what the points are, such as {@code at the medians}
     * @param compared what the intervals are corrected for the number of, such as {@code layers}
     */
    public static Chart of(
            String caption, String label, String point, String compared, List<Row> rows) {
        List<Object> points = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            points.add(List.of(Chart.rounded(rows.get(row).ratio()), row, row));
        }
        return new Chart(
                caption,
                label,
                AROUND + ROW * rows.size(),
                List.of(
                        new Key("dot strong", point),
                        new Key("line best", "interval, corrected for the number of " + compared),
                        new Key("line dashed", "no difference")),
                Option.of(
                        "names",
                        rows.stream().map(Row::note).toList(),
                        "xAxis",
                        axis(rows),
                        "yAxis",
                        Axis.rows(rows.stream().map(Row::name).toList()),
                        "series",
                        List.of(
                                Series.upright(Ink.BY_DEFAULT, 1),
                                Series.intervals(Ink.BEST, rows.stream().map(Row::ends).toList()),
                                Series.dots("", Series.Mark.CIRCLE, Ink.BEST, points))));
    }

    /** By logarithms where one ratio is many times another: the small ones would lie on a heap. */
    private static Map<String, Object> axis(List<Row> rows) {
        double[] all =
                rows.stream()
                        .flatMapToDouble(row ->
                                DoubleStream.concat(
                                        DoubleStream.of(1, row.ratio()),
                                        DoubleStream.of(row.ends())))
                        .toArray();
        double least = DoubleStream.of(all).min().orElse(1);
        double most = DoubleStream.of(all).max().orElse(1);
        return least > 0 && most / least > WIDE
                ? Axis.log(
                        "times as fast",
                        power(Math.floor(log2(least))),
                        power(Math.ceil(log2(most))))
                : Axis.around("times as fast");
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static double power(double exponent) {
        return Math.pow(2, exponent);
    }
}
