package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.Format;
import org.lanewise.reports.peers.Standings;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.peers.compare.LayerComparison;
import org.lanewise.tuner.peers.compare.PeerRow;
import org.lanewise.tuner.peers.compare.Ratios;
import org.lanewise.tuner.peers.compare.Showing;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;

/** What is said of a result is the same in terminal, page and JSON, to the digit printed. */
// The commands ask a worker JVM which machine this is.
@Tag("slow")
final class SameNumbersTest {
    private static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_chw_taps_held_raw");
    private static final Schedule BEST = Schedule.parse("c512_b1_t2x4_chw_taps_held_raw");

    /** The network runs the first layer once and the second five times. */
    private static final List<Layer> LAYERS =
            List.of(
                    new Layer("once", Workload.parse("64x112x112_k3_s2_p1_nchw16c"), 1),
                    new Layer("often", Workload.parse("512x14x14_k3_s1_p1_nchw16c"), 5));

    private static final Machine MACHINE =
            new Machine("Example CPU", "avx512", 512, 8, "Linux", "Example 25", List.of());

    /** The machine becomes slower and slower, and twice something happens to one alone. */
    private static final double[] LANEWISE = {1_000, 1_100, 1_210, 1_700, 1_464, 1_610, 1_772};

    private static final double[] OTHER = {1_290, 1_400, 1_580, 1_740, 1_880, 2_050, 2_900};

    private static final int LONG = 10_000;

    @TempDir static Path folder;

    private static Json report;
    private static Path file = Path.of("");
    private static String page;

    /** A report says the same to each of the tests, and takes seconds. */
    @BeforeAll
    static void fill() throws IOException {
        try (TuningDatabase database = Databases.open(database())) {
            database.saveBest(result(1));
            compared().forEach(layer -> database.savePeers(MACHINE, layer.times().orElseThrow()));
        }
        report = json(said("report", "mobilenet_v1", "--layout", "nchw16c", "--json")).at("panels");
        file = Path.of(said("report", "mobilenet_v1", "--layout", "nchw16c").strip());
        page = flat(file);
    }

    /** Two databases have two reports. */
    @Test
    void aReportLiesBesideItsDatabaseUnlessItIsToldOtherwise() {
        assertThat(file).hasParent(folder);
    }

    /** A page in one line. */
    private static String flat(Path file) throws IOException {
        return Files.readString(file).replaceAll("\\s+", " ");
    }

    private static Path database() {
        return folder.resolve("t.mv.db");
    }

    private static BestConfig result(double factor) {
        return new BestConfig(
                MACHINE,
                "mobilenet_v1",
                CacheState.HOT,
                97.3,
                List.of(
                        tuned(LAYERS.get(0), 23_457 * factor, 31_234),
                        tuned(LAYERS.get(1), 12_345, 13_999)));
    }

    private static TunedLayer tuned(Layer layer, double bestNs, double defaultNs) {
        return new TunedLayer(
                layer.name(),
                layer.workload(),
                BEST,
                time(bestNs),
                DEFAULT,
                time(defaultNs),
                new Evidence(
                        List.of(),
                        List.of(),
                        List.of(),
                        OptionalDouble.of(0.9876),
                        OptionalInt.of(5)));
    }

    private static Estimate time(double ns) {
        return new Estimate(ns, ns * 0.99, ns * 1.01);
    }

    private static List<LayerComparison> compared() {
        return LAYERS.stream()
                .map(layer ->
                        new LayerComparison(
                                layer,
                                1,
                                CacheState.HOT,
                                500,
                                List.of(
                                        showing("Lanewise", BEST.toString(), LANEWISE),
                                        showing("plain Java", "loops", times(9 + layer.count())),
                                        showing("oneDNN any", "jit", OTHER))))
                .toList();
    }

    private static double[] times(double factor) {
        return Arrays.stream(OTHER).map(ns -> factor * ns).toArray();
    }

    private static Showing showing(String contender, String implementation, double[] rounds) {
        List<Double> list = DoubleStream.of(rounds).boxed().toList();
        return new Showing(
                contender,
                implementation,
                true,
                new Showing.Result.Timed(Estimates.of(list), list));
    }

    private static String said(String... words) {
        CliProcess.Ended ended =
                InProcess.run(
                        Stream.concat(
                                        Arrays.stream(words),
                                        Stream.of("--db", database().toString()))
                                .toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.out();
    }

    /** Without the kernels' sources, each a line: the parser takes no string of that length. */
    private static Json json(String text) {
        String numbers =
                text.lines()
                        .map(line ->
                                line.length() > LONG
                                        ? line.replaceFirst(": \".*\"", ": \"\"")
                                        : line)
                        .collect(Collectors.joining("\n"));
        return new Json(Jsonb.builder().build().type(Object.class).fromJson(numbers));
    }

    /** What stands somewhere in a JSON text. */
    private record Json(Object value) {
        Json at(String name) {
            return new Json(((Map<?, ?>) value).get(name));
        }

        Json with(String name, String text) {
            return all().filter(one -> text.equals(one.at(name).value)).findFirst().orElseThrow();
        }

        Stream<Json> all() {
            return ((List<?>) value).stream().map(Json::new);
        }

        String as(String pattern) {
            return as(pattern, number -> number);
        }

        String as(String pattern, DoubleUnaryOperator of) {
            return String.format(Locale.ROOT, pattern, of.applyAsDouble(number()));
        }

        double number() {
            return ((Number) value).doubleValue();
        }
    }

    /** The cells of a terminal's line. */
    private static List<String> cells(List<String> lines, String... begin) {
        List<List<String>> found =
                lines.stream()
                        .map(line -> List.of(line.split(" {2,}")))
                        .filter(cells -> cells.containsAll(List.of(begin)))
                        .toList();
        assertThat(found).as(String.join(" ", begin)).hasSize(1);
        return found.getFirst();
    }

    private static String times(String cell) {
        assertThat(cell).endsWith("x");
        return cell.replace('x', '×');
    }

    @Test
    void howOthersStandBesideLanewiseInRoundsThatDrift() {
        List<LayerComparison> layers = compared();
        Standings standings = Ratios.standings(layers);
        Json peers = report.with("panel", "peers");
        for (String contender : List.of("plain Java", "oneDNN any")) {
            List<String> line = cells(PeersTable.summary(layers, standings), contender);
            Json total = peers.at("totals").with("contender", contender);
            assertThat(line)
                    .containsExactly(
                            contender,
                            total.at("ratio").as("%.2fx"),
                            interval(total.at("difference")),
                            total.at("least").as("%.2fx"),
                            total.at("whole").as("%.2fx"),
                            "2");
            assertThat(page)
                    .contains(
                            times(line.get(1))
                                    + " ("
                                    + line.get(2)
                                    + ") as fast as "
                                    + contender
                                    + " in the geometric mean of 2 layers, "
                                    + times(line.get(4))
                                    + " over their whole time.");
        }
        assertThat(cells(PeersTable.summary(layers, standings), "oneDNN any").get(1))
                .as("medians come from different rounds")
                .isNotEqualTo(
                        String.format(Locale.ROOT, "%.2fx", median(OTHER) / median(LANEWISE)));
    }

    private static double median(double[] times) {
        return Median.withDefaults().evaluate(times.clone());
    }

    private static String interval(Json difference) {
        return difference.at("low").as("%.2f") + "–" + difference.at("high").as("%.2f");
    }

    @Test
    void howOthersStandOnEachLayer() {
        List<LayerComparison> layers = compared();
        Standings standings = Ratios.standings(layers);
        Json file = json(PeerRow.json(layers, standings));
        for (Layer layer : LAYERS) {
            for (String contender : List.of("plain Java", "oneDNN any")) {
                List<String> line =
                        cells(PeersTable.lines(layers, standings), layer.name(), contender);
                Json row = of(report.with("panel", "peers").at("rows"), layer, contender);
                Json own = of(file, layer, contender);
                assertThat(line.subList(7, 9))
                        .isEqualTo(
                                List.of(
                                        row.at("ratio").as("%.2fx"),
                                        interval(row.at("difference"))))
                        .isEqualTo(
                                List.of(
                                        own.at("lanewiseRatio").as("%.2fx"),
                                        own.at("lanewiseRatioLow").as("%.2f")
                                                + "–"
                                                + own.at("lanewiseRatioHigh").as("%.2f")));
                assertThat(line.get(3))
                        .isEqualTo(row.at("medianNs").as("%.2f", ns -> ns / 1e3))
                        .isEqualTo(own.at("medianNs").as("%.2f", ns -> ns / 1e3));
                assertThat(page)
                        .contains(
                                "<strong>"
                                        + times(line.get(7))
                                        + "</strong> <small><span class=\"nowrap\">"
                                        + line.get(8)
                                        + ",</span>");
            }
        }
    }

    private static Json of(Json rows, Layer layer, String contender) {
        return new Json(
                        rows.all()
                                .filter(row -> layer.name().equals(row.at("layer").value()))
                                .map(Json::value)
                                .toList())
                .with("contender", contender);
    }

    @Test
    void whatTuningBrought() {
        List<String> lines = said("best", "mobilenet_v1", "--layout", "nchw16c").lines().toList();
        for (Layer layer : LAYERS) {
            Json row = report.with("panel", "layers").at("rows").with("layer", layer.name());
            List<String> line = cells(lines, layer.name());
            assertThat(line)
                    .containsExactly(
                            layer.name(),
                            DEFAULT.toString(),
                            gflops(row.at("defaultSchedule")).as("%.1f"),
                            BEST.toString(),
                            gflops(row.at("best")).as("%.1f"),
                            row.at("speedup").as("%.2fx"),
                            row.at("best").at("peakShare").as("%.0f%%", share -> 100 * share),
                            row.at("evidence")
                                    .at("applicationRatio")
                                    .as("%.0f%%", share -> 100 * share));
            assertThat(page)
                    .contains(
                            "<strong>" + times(line.get(5)) + "</strong>",
                            row.at("best").at("peakShare").as("%.1f%%", share -> 100 * share),
                            ">" + Format.number(gflops(row.at("best")).number()) + " <");
        }
        String mean = report.with("panel", "verdict").at("meanSpeedup").as("%.2f");
        assertThat(lines.getLast()).startsWith("Geometric mean of the speed-ups: " + mean + "x ");
        assertThat(page).contains("The geometric mean of the layers' speed-ups is " + mean + "×.");
        Json all =
                json(said("report", "--all", "--json"))
                        .at("results")
                        .all()
                        .findFirst()
                        .orElseThrow();
        assertThat(all.at("speedup").as("%.2f")).isEqualTo(mean);
    }

    private static Json gflops(Json timed) {
        return timed.at("speed").at("point");
    }

    @Test
    void whatChangedBetweenTwoResults() throws IOException {
        Path after = folder.resolve("after.mv.db");
        try (TuningDatabase database = Databases.open(after)) {
            database.saveBest(result(0.87));
        }
        Path html = folder.resolve("compared.html");
        Path file = folder.resolve("compared.json");
        CliProcess.Ended ended =
                InProcess.run(
                        "compare",
                        database().toString(),
                        after.toString(),
                        "--html",
                        html.toString(),
                        "--json",
                        file.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        List<String> lines = ended.out().lines().toList();
        Json comparison = json(Files.readString(file));
        String compared = flat(html);
        for (Layer layer : LAYERS) {
            List<String> line = cells(lines, layer.name());
            Json row = comparison.at("rows").with("layer", layer.name());
            assertThat(line.subList(3, 6))
                    .containsExactly(
                            row.at("ratio").as("%.2fx"),
                            interval(row.at("difference")),
                            String.valueOf(row.at("verdict").value()));
            assertThat(compared)
                    .contains(
                            "<strong>"
                                    + times(line.get(3))
                                    + "</strong> <small><span class=\"nowrap\">"
                                    + line.get(4)
                                    + ",</span>",
                            "<td>" + line.get(5) + "</td>");
        }
        String mean = comparison.at("mean").as("%.2f");
        assertThat(lines.getLast()).startsWith("B is " + mean + "x as fast as A");
        assertThat(compared)
                .contains("<strong>" + mean + "×</strong> as fast in the geometric mean");
    }
}
