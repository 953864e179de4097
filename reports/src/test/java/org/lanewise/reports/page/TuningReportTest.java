package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.reports.Format;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.panels.Layers;
import org.lanewise.reports.panels.Packed;

@Execution(ExecutionMode.CONCURRENT)
final class TuningReportTest {
    /** An attribute or a style that makes a browser ask a host. */
    private static final Pattern REMOTE =
            Pattern.compile(
                    "(?i)(\\b(src|srcset|href|action|poster|data)\\s*=|url\\()\\s*[\"']?(https?:)?//|@import");

    private static final int LONG_MACHINE_CODE = 40_000;

    @TempDir Path folder;

    @Test
    void theSameDatabaseGivesTheSameBytes() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));

        TuningReport.write(first.resolve("report.html"), SampleRun.mobileNet(first, 8));
        TuningReport.write(second.resolve("report.html"), SampleRun.mobileNet(second, 8));

        assertThat(first.resolve("report.html"))
                .hasSameBinaryContentAs(second.resolve("report.html"));
    }

    @Test
    void everyLayerAndScheduleIsNamed() {
        ReportModel model = SampleRun.mobileNet(folder, 8);
        String html = TuningReport.html(model).replace("<wbr>", "");

        assertThat(html)
                .contains(
                        "mobilenet_v1",
                        "Example CPU 9000",
                        "98.30 GFLOP/s",
                        "Understanding this report");
        assertThat(html).contains(Format.date(model.newestTrial().orElseThrow()));
        for (LayerSection section : model.layers()) {
            Layers.Row layer = section.summary();
            assertThat(html)
                    .contains(
                            ">" + layer.layer() + "<",
                            "<code>" + layer.workload() + "</code>",
                            layer.defaultSchedule().schedule().toString(),
                            layer.best().schedule().toString(),
                            Format.times(layer.speedup()));
        }
    }

    @Test
    void textFromTheDatabaseIsInert() {
        String hostile = "<script>alert(1)</script>\"'&";
        String html =
                TuningReport.html(
                        Trials.report(
                                folder,
                                hostile,
                                trials ->
                                        trials.failed(
                                                Trials.OTHER,
                                                new Outcome.CompileFailed(
                                                        "</script><img src=x>"))));

        assertThat(html).doesNotContain("<script>alert", "<img src=x");
        assertThat(html)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&lt;/script&gt;&lt;img src=x&gt;");
        assertThat(html).contains("\\u003cscript>alert(1)\\u003c/script>\\\"'&");
        assertThat(html.split("<script", -1)).hasSameSizeAs(html.split("</script>", -1));
    }

    @ParameterizedTest
    @CsvSource({"0, unconfirmed", "1, 1 fork", "5, 5 forks", "6, 1.500–3.000"})
    void aFigureSaysHowManyForksItComesFromUnlessTheySufficeForAnInterval(
            int forks, String sureness) {
        Evidence evidence =
                new Evidence(
                        List.of(),
                        List.of(),
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalInt.of(forks));
        assertThat(Format.sureness(new Estimate(2_000, 1_500, 3_000), evidence))
                .isEqualTo(sureness);
        TunedLayer layer =
                new TunedLayer(
                        "conv",
                        Trials.WORKLOAD,
                        Trials.BEST,
                        new Estimate(2_000, 1_500, 3_000),
                        Trials.DEFAULT,
                        new Estimate(8_000, 7_000, 9_000),
                        evidence);
        assertThat(TuningReport.html(Trials.report(folder, List.of(layer), trials -> {})))
                .contains("<small>" + Format.sureness(layer.bestTime(), evidence) + "</small>");
    }

    @Test
    void whatSpeaksAgainstAFigureStandsBesideIt() {
        TunedLayer layer =
                new TunedLayer(
                        "conv",
                        Trials.WORKLOAD,
                        Trials.BEST,
                        Trials.time(2_000),
                        Trials.DEFAULT,
                        Trials.time(8_000),
                        new Evidence(
                                List.of(new Tie(Trials.OTHER, Trials.time(2_010), 5)),
                                List.of(new Mode(2_000, 4), new Mode(4_100, 2)),
                                List.of(),
                                OptionalDouble.of(0.934),
                                OptionalInt.of(6)));
        String html = TuningReport.html(Trials.report(folder, List.of(layer), trials -> {}));

        assertThat(html)
                .contains(
                        "two speeds: 2.000 µs in 4 JVMs, 4.100 µs in 2 JVMs",
                        "tied with 1 more",
                        "Not to be told apart from the best:",
                        "<code>" + Trials.OTHER + "</code>",
                        "<small>2.010 µs</small>",
                        "93.4%",
                        "<dt>Caches</dt><dd>hot</dd>");
    }

    @Test
    void nothingIsAskedOfAnyHost() {
        String html = TuningReport.html(SampleRun.mobileNet(folder, 4));

        assertThat(REMOTE.matcher(html).results()).isEmpty();
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void aLayerWithoutTrialsIsShown() {
        String html = TuningReport.html(Trials.report(folder, "conv", trials -> {}));

        assertThat(html)
                .contains(
                        "The database holds no trial of this layer",
                        "none",
                        "Nothing that is recorded says what limits this kernel",
                        "<code>lanewise peers</code> measures once");
    }

    @Test
    void aLayerWithoutMeasuredTrialsIsShown() {
        String html =
                TuningReport.html(
                        Trials.report(
                                folder,
                                "conv",
                                trials -> trials.failed(Trials.OTHER, new Outcome.TimedOut(10))));

        assertThat(html)
                .contains(
                        "No screened trial of this layer was measured.", "No result after 10 ms.");
    }

    @Test
    void aResultWithoutLayersIsShown() {
        assertThat(TuningReport.html(Trials.report(folder, List.of(), trials -> {})))
                .contains("No layer was tuned.");
    }

    @Test
    void foldersAreMadeAndAnEarlierReportIsReplaced() throws IOException {
        Path file = folder.resolve("a/b/report.html");
        ReportModel model = Trials.report(folder, "conv", trials -> {});

        TuningReport.write(file, model);
        Files.writeString(file, "earlier");
        TuningReport.write(file, model);

        assertThat(file).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("a/b")).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder.resolve("a/b"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFailureToWriteLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("out/report.html"));
        Files.writeString(occupied.resolve("kept.txt"), "kept");
        ReportModel model = Trials.report(folder, "conv", trials -> {});

        assertThatIOException().isThrownBy(() -> TuningReport.write(occupied, model));

        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(occupied);
        }
    }

    /** Each with a search of 64 trials, and machine code of which a long loop takes so much. */
    @Test
    void twentyLayersFitIntoThreeMegabytes() throws IOException {
        int once =
                TuningReport.html(
                                Trials.report(
                                        Files.createDirectories(folder.resolve("none")),
                                        List.of(),
                                        trials -> {}))
                        .length();
        int nine = TuningReport.html(SampleRun.mobileNet(folder, 64)).length();
        assertThat(once + 20 * ((nine - once) / 9 + LONG_MACHINE_CODE)).isLessThan(3_000_000);
    }

    @Test
    void machineCodeIsCountedOrItIsSaidWhyNot() {
        List<TunedLayer> layers = List.of(Trials.tuned("conv", Trials.BEST, 2_000));
        MachineCode.Counts counts = new MachineCode.Counts(112, 14, 84, 7, 3, 2, 1, 10);

        assertThat(
                        TuningReport.html(
                                Trials.report(
                                        folder,
                                        layers,
                                        new MachineCode.Counted(
                                                888,
                                                List.of(
                                                        new MachineCode.Method(
                                                                "rows0cols0",
                                                                880,
                                                                List.of(
                                                                        new MachineCode.Line(
                                                                                OptionalInt.of(85),
                                                                                "<mov>"),
                                                                        new MachineCode.Line(
                                                                                OptionalInt.empty(),
                                                                                "jl")),
                                                                counts))))))
                .contains(
                        "<td class=\"num\">112</td>",
                        Packed.base64("  85  <mov>\n      jl"),
                        "888 bytes of machine code in 1 method",
                        "Loop nest of rows0cols0 of conv");
        assertThat(
                        TuningReport.html(
                                Trials.report(
                                        folder, layers, new MachineCode.Uncounted(7, "None."))))
                .contains("<p>The kernel is 7 bytes of machine code. None.</p>");
        assertThat(TuningReport.html(Trials.report(folder, layers, trials -> {})))
                .contains("It was not read: lanewise report with --machine-code");
    }
}
