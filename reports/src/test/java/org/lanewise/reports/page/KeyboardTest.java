package org.lanewise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.panels.KernelText;

/** Uses a report without a mouse: every key is pressed in a real browser. */
@Tag("slow")
final class KeyboardTest {
    private static final int MOST_STOPS = 600;

    @TempDir static Path folder;

    private static Path report = Path.of("");
    @AutoClose private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.startIfInstalled(folder);
        report = folder.resolve("report.html");
        TuningReport.write(report, SampleRun.mobileNet(folder, 3));
    }

    private static Tab open(int width) {
        return browser.tab().sized(width, 800).open(report);
    }

    /** Goes on by the tab key until what has the focus is meant. */
    private static void go(Tab tab, String meant) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            tab.press("Tab");
            if (tab.value("(e => Boolean(" + meant + "))(document.activeElement)").equals(true)) {
                return;
            }
        }
        throw new AssertionError("The tab key does not come to " + meant);
    }

    private static final String TIMES =
            """
            JSON.stringify([...document.getElementById('layers-table').tBodies[0].rows]
              .map(row => Number(row.cells[5].dataset.value)))\
            """;

    private static List<Double> times(Tab tab) {
        return List.of(tab.text(TIMES).replaceAll("[\\[\\]]", "").split(",")).stream()
                .map(Double::valueOf)
                .toList();
    }

    @Test
    void aTableIsSortedByEnterAndSpace() {
        try (Tab tab = open(1280)) {
            go(tab, "e.matches('#layers-table .sort') && e.textContent === 'Time'");
            tab.press("Enter");
            List<Double> up = times(tab);
            assertThat(up).hasSize(9).isSorted();
            assertThat(tab.text("document.activeElement.closest('th').ariaSort"))
                    .isEqualTo("ascending");
            tab.press(" ");
            assertThat(times(tab)).isEqualTo(up.reversed()).isNotEqualTo(up);
            assertThat(tab.text("document.activeElement.closest('th').ariaSort"))
                    .isEqualTo("descending");
        }
    }

    @Test
    void aTableIsFilteredByTypingAndShownWholeAgain() {
        String shown =
                "[...document.getElementById('layers-table').tBodies[0].rows].filter(row => !row.hidden).length";
        try (Tab tab = open(1280)) {
            go(tab, "e.id === 'layers-filter'");
            tab.type("BLOCKS.2.1");
            assertThat(tab.number(shown)).isEqualTo(1);
            assertThat(tab.text("document.querySelector('output[for=layers-filter]').textContent"))
                    .isEqualTo("1 of 9");
            "BLOCKS.2.1".chars().forEach(letter -> tab.press("Backspace"));
            assertThat(tab.number(shown)).isEqualTo(9);
        }
    }

    @Test
    void whatIsFoldedOpensAndItsCodeIsReachedAndCopied() {
        try (Tab tab = open(1280)) {
            go(tab, "e.matches('.source > summary') && e.textContent.startsWith('Generated')");
            assertThat(tab.value("document.activeElement.parentElement.open")).isEqualTo(false);
            tab.press("Enter");
            assertThat(tab.value("document.activeElement.parentElement.open")).isEqualTo(true);
            tab.press("Tab");
            assertThat(tab.text("document.activeElement.className")).isEqualTo("copy");
            tab.press(" ");
            assertThat(
                            tab.text(
                                    "new Promise(done => setTimeout(() => done(document.activeElement.textContent), 200))"))
                    .isIn("Copied", "Selected");
            tab.press("Tab");
            assertThat(tab.text("document.activeElement.tagName")).isEqualTo("PRE");
            assertThat(tab.number("document.activeElement.querySelectorAll('.token').length"))
                    .as("what is seen is unpacked and coloured")
                    .isPositive();
            assertThat(tab.text("document.activeElement.textContent.slice(0, 100)"))
                    .startsWith("package org.lanewise.generated;");
            tab.press("ArrowDown").press("ArrowDown");
            assertThat(
                            tab.number(
                                    "new Promise(done => setTimeout(() => done(document.activeElement.scrollTop), 300))"))
                    .isPositive();
            tab.pressShifted("Tab").pressShifted("Tab");
            tab.press(" ");
            assertThat(tab.value("document.activeElement.parentElement.open")).isEqualTo(false);
        }
    }

    @Test
    void aTableThatIsTooWideIsScrolledByArrows() {
        try (Tab tab = open(390)) {
            go(tab, "e.matches('.scroll') && e.querySelector('#layers-table')");
            tab.press("ArrowRight").press("ArrowRight");
            assertThat(
                            tab.number(
                                    "new Promise(done => setTimeout(() => done(document.activeElement.scrollLeft), 300))"))
                    .isPositive();
        }
    }

    @Test
    void aLayersNameLeadsToItsPartAndBack() {
        try (Tab tab = open(1280)) {
            go(tab, "e.hash === '#layer-9'");
            tab.press("Enter");
            assertThat(tab.text("location.hash")).isEqualTo("#layer-9");
            tab.press("Tab");
            assertThat(
                            tab.text(
                                    "document.activeElement.closest('section').ariaLabelledByElements?.[0]?.id ?? document.activeElement.closest('section').getAttribute('aria-labelledby')"))
                    .isEqualTo("layer-9");
            assertThat(tab.text("document.activeElement.hash")).isEqualTo("#layers");
        }
    }

    @Test
    void aLineOfMachineCodeLeadsToItsJavaAndItsLoop() throws IOException {
        List<String> java =
                ((KernelText.Generated)
                                KernelText.of(
                                        Trials.WORKLOAD, Trials.BEST, SampleRun.MACHINE.target()))
                        .java()
                        .lines()
                        .toList();
        int product =
                IntStream.range(0, java.size())
                        .filter(at -> java.get(at).contains(".fma("))
                        .findFirst()
                        .orElseThrow();
        String method =
                java.subList(0, product).reversed().stream()
                        .filter(line -> line.contains(" static void "))
                        .map(line -> line.replaceAll(".* void (\\w+)\\(.*", "$1"))
                        .findFirst()
                        .orElseThrow();
        MachineCode code =
                new MachineCode.Counted(
                        8,
                        List.of(
                                new MachineCode.Method(
                                        method,
                                        8,
                                        List.of(
                                                new MachineCode.Line(OptionalInt.empty(), "add"),
                                                new MachineCode.Line(
                                                        OptionalInt.of(product + 1), "<vfmadd>")),
                                        new MachineCode.Counts(1, 0, 0, 0, 0, 0, 0, 1))));
        Path page = folder.resolve("code.html");
        TuningReport.write(
                page,
                Trials.report(
                        Files.createDirectories(folder.resolve("code")),
                        List.of(Trials.tuned("conv", Trials.BEST, 2_000)),
                        code));
        try (Tab tab = browser.tab().sized(1280, 800).open(page)) {
            go(tab, "e.matches('.source > summary') && e.textContent.startsWith('Where')");
            tab.press("Enter");
            go(tab, "e.matches('.trio > div:last-child pre')");
            tab.value(LINKED);
            tab.press("ArrowDown");
            assertThat(tab.text(MARKED)).isEqualTo("add");
            tab.press("ArrowDown");
            assertThat(tab.text(MARKED).lines())
                    .contains(java.get(product).strip(), "<vfmadd>")
                    .anyMatch(line -> line.startsWith("acc[th, tw] += "))
                    .noneMatch(line -> line.equals("add"));
            assertThat(
                            tab.value(
                                    """
                                    [...document.querySelectorAll('.trio pre')].every(box => {
                                      const frame = box.getBoundingClientRect();
                                      const line = box.querySelector('.same').getBoundingClientRect();
                                      return line.top >= frame.top && line.bottom <= frame.bottom;
                                    })\
                                    """))
                    .as("what is marked is in sight in each of them")
                    .isEqualTo(true);
            assertThat(tab.console()).isEmpty();
        }
    }

    /** Texts are unpacked beside what a page does, and answer to keys from then on. */
    private static final String LINKED =
            """
            new Promise(linked => {
              const look = () => document.querySelector('.trio .line') ? linked() : setTimeout(look, 10);
              look();
            })\
            """;

    /** What is marked, without the numbers before it. */
    private static final String MARKED =
            """
            [...document.querySelectorAll('.line.same')]
              .map(line => line.textContent.replace(/^ *[0-9-]* +/, '').trim()).join('\\n')\
            """;

    /** At each stop: is it on the screen, and is its ring thick, whole and of another colour? */
    private static final String SEEN =
            """
            (() => {
              const e = document.activeElement;
              if (e === document.body) {
                return 'end';
              }
              const name = `${e.tagName}.${e.className} ${e.textContent.slice(0, 30)}`;
              const style = getComputedStyle(e);
              const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
              if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
                return `no ring: ${name}`;
              }
              const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
              };
              const [page, line] = [getComputedStyle(document.body).backgroundColor, style.outlineColor].map(light);
              if (Math.max(page / line, line / page) < 3) {
                return `faint: ${name}`;
              }
              const box = e.getBoundingClientRect();
              if (!box.width || !box.height || box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) {
                return `not on the screen: ${name}`;
              }
              for (let around = e.parentElement; around; around = around.parentElement) {
                if (around !== document.documentElement && getComputedStyle(around).overflowX !== 'visible') {
                  const frame = around.getBoundingClientRect();
                  if (box.top - ring < frame.top - 0.5 || box.left - ring < frame.left - 0.5 && box.right > frame.right) {
                    return `cut off: ${name}`;
                  }
                }
              }
              return 'seen';
            })()\
            """;

    @ParameterizedTest
    @CsvSource({"1280, light", "390, dark"})
    void whatHasTheFocusIsSeenAtEveryStop(int width, String scheme) {
        try (Tab tab = open(width).shown("", scheme)) {
            List<String> wrong = new ArrayList<>();
            int stops = 0;
            String seen = "seen";
            while (!seen.equals("end") && stops < MOST_STOPS) {
                stops++;
                seen = tab.press("Tab").text(SEEN);
                if (!seen.equals("seen")) {
                    wrong.add(seen);
                }
            }
            assertThat(wrong).containsExactly("end");
            assertThat(stops)
                    .as("links, columns to sort by, tables, what is folded")
                    .isGreaterThan(100);
        }
    }
}
