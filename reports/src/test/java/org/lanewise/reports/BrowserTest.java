package org.lanewise.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.db.Outcome;

/** Opens reports in a real browser. */
@Tag("slow")
final class BrowserTest {
    @TempDir Path folder;

    @Test
    void everyChartIsDrawnWithoutAnError() throws IOException, InterruptedException {
        Page page = open(SampleRun.mobileNet(folder, 12));

        assertThat(page.console()).isEmpty();
        assertThat(page.dom().split("<svg ", -1)).hasSize(1 + 10);
        assertThat(page.dom()).contains(">GFLOP/s</text>", ">blocks.0.0.conv_dw</text>");
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
        assertThat(page.dom()).contains("<title>Lanewise report: tiny</title>");
        assertThat(page.dom().split("<svg ", -1)).hasSize(1 + 2);
    }

    private Page open(ReportModel model) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeTrue(
                browser.isPresent(),
                "No chromium, chromium-browser or google-chrome is on the PATH.");
        Path report = folder.resolve("report.html");
        TuningReport.write(report, model);
        Path dom = folder.resolve("dom.html");
        Path log = folder.resolve("browser.log");
        Process process =
                new ProcessBuilder(
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
                                "--dump-dom",
                                report.toUri().toString())
                        .redirectOutput(dom.toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
        } finally {
            process.destroyForcibly();
            awaitHelpers();
        }
        List<String> console =
                Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
        return new Page(Files.readString(dom), console);
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
