package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.compare.Comparison;
import org.lanewise.reports.compare.Side;
import org.lanewise.reports.index.IndexReader;

/** Opens reports in a real browser. */
@Tag("slow")
final class BrowserTest {
    private static final int LAYERS = 9;

    /** Pixels of a sheet between its margins. */
    private static final int A4 = 703;

    @TempDir static Path folder;

    private static Path report = Path.of("");
    @AutoClose private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.startIfInstalled(folder);
        report = folder.resolve("report.html");
        TuningReport.write(report, SampleRun.mobileNet(folder, 12));
    }

    private static Tab open(Path page) {
        return browser.tab().sized(1280, 900).open(page);
    }

    @Test
    void everyChartIsDrawnWithoutAnErrorAndNoHostIsAskedForAnything() {
        try (Tab tab = open(report)) {
            assertThat(tab.number(DRAWN)).isEqualTo(tab.number(CHARTS)).isEqualTo(LAYERS * 8 + 5);
            String drawn =
                    tab.text(
                            "[...document.querySelectorAll('svg')].map(one => one.textContent).join()");
            assertThat(drawn.contains("GFLOP/s")).isTrue();
            assertThat(drawn.contains("blocks.0.0.conv_dw")).isTrue();
            assertThat(tab.console()).isEmpty();
            assertThat(tab.requests())
                    .allMatch(url -> url.equals(report.toUri().toString()) || url.equals("data:,"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody tuned it", "one trial"})
    void aRunWithoutMuchInItIsDrawnWhole(String run) throws IOException {
        Path page = folder.resolve(run + ".html");
        Path data = Files.createDirectories(folder.resolve(run));
        TuningReport.write(
                page,
                run.equals("one trial")
                        ? Trials.report(data, "conv", trials -> trials.screened(Trials.BEST, 2_000))
                        : Trials.report(data, List.of(), trials -> {}));
        try (Tab tab = open(page)) {
            assertThat(tab.number(DRAWN)).isEqualTo(tab.number(CHARTS));
            assertThat(tab.console()).isEmpty();
            assertThat(tab.text("document.querySelector('main').innerText"))
                    .doesNotContain("NaN", "null", "Infinity", "undefined");
        }
    }

    @Test
    void aPointSaysWhatItIsWhereTheMouseIs() {
        try (Tab tab = open(report)) {
            tab.value(
                    """
                    new Promise(done => {
                      const box = document.querySelector('section[aria-labelledby=verdict] .chart');
                      box.scrollIntoView({block: 'center'});
                      requestAnimationFrame(() => requestAnimationFrame(done));
                    })\
                    """);
            tab.value(
                    """
                    (() => {
                      const box = document.querySelector('section[aria-labelledby=verdict] .chart');
                      const chart = echarts.getInstanceByDom(box);
                      const series = chart.getOption().series;
                      const dots = series.findIndex(one => one.type === 'scatter');
                      const [x, y] = chart.convertToPixel({seriesIndex: dots}, series[dots].data[0]);
                      const corner = box.getBoundingClientRect();
                      window.point = [corner.left + x, corner.top + y];
                    })()\
                    """);
            tab.point(tab.number("point[0]"), tab.number("point[1]"));
            assertThat(tab.text("document.querySelector('.note')?.textContent"))
                    .matches("(?s)blocks\\.0\\.0\\.conv_dw\\n.*×.*");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 'one that ends a script'", "1, 'one of markup'"})
    void namesStayText(int which, String what) throws IOException {
        String name =
                which == 0
                        ? "</script><script>document.title='owned'</script>"
                        : "<img src=x onerror=\"document.title='owned'\">";
        Path page = folder.resolve("hostile" + which + ".html");
        TuningReport.write(
                page,
                Trials.report(
                        Files.createDirectories(folder.resolve("hostile" + which)),
                        name,
                        trials -> trials.failed(Trials.OTHER, new Outcome.TimedOut(10))));
        try (Tab tab = open(page)) {
            assertThat(tab.number(DRAWN)).as(what).isEqualTo(tab.number(CHARTS)).isEqualTo(5);
            assertThat(tab.text("document.title")).isEqualTo("Lanewise report: tiny");
            assertThat(tab.text("document.querySelector('.layer h2').textContent")).isEqualTo(name);
            assertThat(tab.console()).isEmpty();
        }
    }

    @Test
    void onPaperEachLayerBeginsAPage() {
        try (Tab tab = open(report).shown("", "dark")) {
            String pdf = new String(tab.paper(), StandardCharsets.ISO_8859_1);
            assertThat(pdf).startsWith("%PDF");
            assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count())
                    .as("nine layers, what stands before them, and what they mean")
                    .isBetween(LAYERS + 3L, LAYERS * 6L);
            tab.shown("print", "dark");
            assertThat(tab.text("getComputedStyle(document.body).backgroundColor"))
                    .as("paper is white whatever the screen is")
                    .isEqualTo("rgb(255, 255, 255)");
            assertThat(tab.text("getComputedStyle(document.querySelector('.filter')).display"))
                    .isEqualTo("none");
            tab.sized(A4, 1000);
            assertThat(
                            tab.text(
                                    """
                                    [...document.querySelectorAll('.scroll')]
                                      .filter(box => box.scrollWidth > box.clientWidth)
                                      .map(box => box.getAttribute('aria-labelledby')).join()\
                                    """))
                    .as("tables that paper cuts")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nothingIsOutOfReachOfAScreenReader(String scheme) throws IOException {
        try (Tab tab = open(report).shown("", scheme)) {
            assertThat(tab.number(DRAWN)).isPositive();
            assertThat(violations(tab)).isEqualTo("[]");
            assertThat(tab.text("matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(String.valueOf(scheme.equals("dark")));
        }
    }

    /** Sources and drawings are left out: a page of them takes a minute to audit. */
    private static String violations(Tab tab) throws IOException {
        tab.value(axe() + ";0");
        return tab.text(
                """
                axe.run({exclude: ['pre', 'svg']}, {resultTypes: ['violations']})
                  .then(found => JSON.stringify(found.violations.map(one =>
                    [one.id, one.nodes.length, one.nodes[0].failureSummary])))\
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "comparison"})
    void pagesOfSeveralRunsAreDrawnWholeAndInReachAsWell(String kind) throws IOException {
        Path data = Files.createDirectories(folder.resolve(kind));
        Path page = data.resolve("page.html");
        BestConfig best =
                new BestConfig(
                        SampleRun.MACHINE,
                        "tiny",
                        CacheState.HOT,
                        100,
                        List.of(Trials.tuned("conv", Trials.BEST, 2_000)));
        Trials.run(
                data,
                trials ->
                        trials.ofRun(1, 1)
                                .rounds(Trials.BEST, 2_000, 2_010, 1_990)
                                .screened(Trials.OTHER, 3_000)
                                .ofRun(2, 1)
                                .rounds(Trials.BEST, 2_500, 2_510, 2_490));
        try (TuningDatabase db = Databases.open(data.resolve("trials"))) {
            db.saveBest(best);
            if (kind.equals("index")) {
                IndexPage.write(page, IndexReader.read(db));
            } else {
                Side side = Side.of("one", best);
                ComparisonPage.write(page, Comparison.of(side, side));
            }
        }
        try (Tab tab = open(page)) {
            assertThat(tab.number(DRAWN)).isEqualTo(tab.number(CHARTS)).isEqualTo(1);
            assertThat(violations(tab)).isEqualTo("[]");
            assertThat(tab.console()).isEmpty();
        }
    }

    @Test
    void aNarrowPageScrollsDownAlone() {
        try (Tab tab = open(report).sized(320, 800)) {
            assertThat(tab.number(DRAWN)).isPositive();
            for (int width : new int[] {320, 390, 768}) {
                tab.sized(width, 800);
                assertThat(tab.number("document.documentElement.scrollWidth"))
                        .as("of %s pixels", width)
                        .isEqualTo(tab.number("document.documentElement.clientWidth"));
            }
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final String CHARTS = "document.querySelectorAll('.chart').length";

    /** Paper wants what nobody has scrolled to: all charts are drawn. */
    private static final String DRAWN =
            """
            (dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint')),
              document.querySelectorAll('.chart svg, .chart canvas').length)\
            """;
}
