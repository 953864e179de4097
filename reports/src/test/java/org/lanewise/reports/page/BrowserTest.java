package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.db.Outcome;

/** Opens reports in a real browser. */
@Tag("slow")
final class BrowserTest {
    @TempDir Path folder;

    @Test
    void everyChartIsDrawnWithoutAnError() throws IOException, InterruptedException {
        Page page = open(SampleRun.mobileNet(folder, 12));

        assertThat(page.console()).isEmpty();
        assertThat(count(page, "<svg "))
                .isEqualTo(count(page, "class=\"chart\""))
                .isEqualTo(9 * 8 + 5);
        assertThat(page.dom().contains(">GFLOP/s</text>")).isTrue();
        assertThat(page.dom().contains(">blocks.0.0.conv_dw</text>")).isTrue();
        assertThat(count(page, "class=\"sort\"")).as("columns to sort by").isGreaterThan(10);
    }

    @Test
    void tablesAreSortedAndFilteredAndPointsSayWhatTheyAre()
            throws IOException, InterruptedException {
        String html = TuningReport.html(SampleRun.mobileNet(folder, 12));
        Page page = open(with(html, USED), "--window-size=1280,2000");

        assertThat(page.console()).isEmpty();
        assertThat(between(page.dom(), "<pre id=\"used\">", "</pre>").lines())
                .containsExactly(
                        "a button has the focus: true",
                        "by time: ascending, true",
                        "once more: descending, true",
                        "filtered: 1 of 9",
                        "all again: 9",
                        "a point: true");
    }

    @Test
    void onPaperEachLayerBeginsAPage() throws IOException, InterruptedException {
        Path paper = folder.resolve("paper.pdf");
        run(
                TuningReport.html(SampleRun.mobileNet(folder, 12)),
                "--blink-settings=preferredColorScheme=0",
                "--print-to-pdf=" + paper);

        String pdf = Files.readString(paper, StandardCharsets.ISO_8859_1);
        assertThat(pdf).startsWith("%PDF");
        assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count())
                .as("nine layers, what stands before them, and what they mean")
                .isBetween(9L + 3, 9L * 6);
    }

    @Test
    void hostileNamesAndEmptyLayersRaiseNoError() throws IOException, InterruptedException {
        Page page =
                open(
                        Trials.report(
                                folder,
                                "</script><script>document.title='owned'</script>",
                                trials -> trials.failed(Trials.OTHER, new Outcome.TimedOut(10))));

        assertThat(page.console()).isEmpty();
        assertThat(page.dom().contains("<title>Lanewise report: tiny</title>")).isTrue();
        assertThat(count(page, "<svg ")).isEqualTo(count(page, "class=\"chart\"")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"0, 'in the dark'", "1, 'by day'"})
    void nothingIsOutOfReachOfAKeyboardOrAScreenReader(int scheme, String when)
            throws IOException, InterruptedException {
        String html = TuningReport.html(SampleRun.mobileNet(folder, 12));
        Page page =
                open(with(html, axe() + AUDIT), "--blink-settings=preferredColorScheme=" + scheme);

        assertThat(page.dom().contains("<pre id=\"audit\">"))
                .as("the audit ends %s", when)
                .isTrue();
        assertThat(between(page.dom(), "<pre id=\"audit\">", "</pre>")).isEqualTo("[]");
    }

    /** What a reader does, and what comes of it. */
    private static final String USED =
            """
            ;setTimeout(() => {
              const said = [];
              const table = document.getElementById('layers-table');
              const heads = [...table.tHead.rows[0].cells];
              const column = heads.findIndex(head => head.textContent === 'Time');
              const button = heads[column].querySelector('button');
              const rows = () => [...table.tBodies[0].rows];
              const ascending = values => values.every((value, i) => i === 0 || values[i - 1] <= value);
              const times = () => rows().map(row => Number(row.cells[column].dataset.value));
              button.focus();
              said.push('a button has the focus: ' + (document.activeElement === button));
              button.click();
              said.push('by time: ' + heads[column].ariaSort + ', ' + ascending(times()));
              button.click();
              said.push('once more: ' + heads[column].ariaSort + ', ' + ascending(times().reverse()));
              const filter = document.getElementById('layers-filter');
              const type = text => {
                filter.value = text;
                filter.dispatchEvent(new Event('input'));
              };
              type('BLOCKS.2.1');
              said.push('filtered: ' + filter.parentElement.querySelector('output').textContent);
              type('');
              said.push('all again: ' + rows().filter(row => !row.hidden).length);
              const box = document.querySelector('section[aria-labelledby=verdict] .chart');
              const chart = echarts.getInstanceByDom(box);
              const dots = chart.getOption().series.findIndex(series => series.type === 'scatter');
              chart.dispatchAction({type: 'showTip', seriesIndex: dots, dataIndex: 0});
              setTimeout(() => {
                said.push('a point: ' + /conv_dw\\n.*×/.test(document.querySelector('.note')?.textContent));
                const result = document.createElement('pre');
                result.id = 'used';
                result.textContent = said.join('\\n');
                document.body.append(result);
              }, 500);
            }, 1000);
            """;

    /** Sources and drawings are left out: a page of them takes a minute to audit. */
    private static final String AUDIT =
            """
            ;setTimeout(() => axe.run({exclude: ['pre', 'svg']}, {resultTypes: ['violations']}).then(found => {
              const result = document.createElement('pre');
              result.id = 'audit';
              result.textContent = JSON.stringify(found.violations.map(one =>
                [one.id, one.nodes.length, one.nodes[0].failureSummary]));
              document.body.append(result);
            }), 1000);
            """;

    /** Paper wants what nobody has scrolled to: all charts are drawn. */
    private static final String PRINTED =
            "dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'));";

    private static String with(String html, String script) {
        // The chart library, too, holds the text of an end.
        int end = html.lastIndexOf("</body>");
        return html.substring(0, end) + "<script>" + script + "</script>" + html.substring(end);
    }

    private static String axe() throws IOException {
        try (InputStream in = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("</script", "<\\/script");
        }
    }

    private static String between(String page, String begin, String end) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }

    /** The page is too long to be printed where a test fails. */
    private static int count(Page page, String text) {
        return page.dom().split(text, -1).length - 1;
    }

    private Page open(ReportModel model) throws IOException, InterruptedException {
        return open(with(TuningReport.html(model), PRINTED), "--window-size=1280,2000");
    }

    private Page open(String html, String option) throws IOException, InterruptedException {
        Path log = run(html, option, "--dump-dom");
        List<String> console =
                Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
        return new Page(Files.readString(folder.resolve("out")), console);
    }

    /** Gives the browser's log; what it prints is in a file beside it. */
    private Path run(String html, String... options) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeTrue(
                browser.isPresent(),
                "No chromium, chromium-browser or google-chrome is on the PATH.");
        Path report = folder.resolve("report.html");
        Files.writeString(report, html);
        Path log = folder.resolve("browser.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                browser.get().toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--enable-logging=stderr",
                                "--virtual-time-budget=20000"));
        command.addAll(List.of(options));
        command.add(report.toUri().toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
        } finally {
            process.destroyForcibly();
            awaitHelpers();
        }
        return log;
    }

    /**
     * The browser's helpers outlive it by a moment and still write to the folder that is to be
     * removed.
     */
    private void awaitHelpers() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            boolean alive =
                    ProcessHandle.allProcesses()
                            .anyMatch(process ->
                                    process.info()
                                            .commandLine()
                                            .orElse("")
                                            .contains(folder.toString()));
            if (!alive) {
                return;
            }
            // They are no children of this process, which is told nothing of their end.
            Thread.sleep(100);
        }
    }

    private static Optional<Path> browser() {
        List<Path> folders =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> folders.stream().map(path -> path.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * What the browser made of a report.
     *
     * @param dom the page after its scripts ran
     * @param console what they complained about
     */
    private record Page(String dom, List<String> console) {}
}
