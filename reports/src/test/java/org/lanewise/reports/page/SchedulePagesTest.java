package org.lanewise.reports.page;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.reports.panels.NamePart;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** What the pages for people say of schedules, held against what schedules are. */
@Tag("slow")
final class SchedulePagesTest {
    private static final List<String> VARIED =
            List.of(
                    "64x12x12_k3_s1_p1_nchw16c",
                    "32x12x12_k5_s1_p2_nchw8c",
                    "48x12x12_k3_s1_p1_nchw",
                    "512x14x14_k3_s2_p1_nhwc");

    /** Layers of the kinds that networks have. */
    private static final List<String> USUAL =
            List.of(
                    "32x112x112_k3_s1_p1",
                    "64x112x112_k3_s2_p1",
                    "24x28x28_k3_s1_p1",
                    "512x14x14_k3_s1_p1",
                    "512x14x14_k3_s2_p1",
                    "1024x7x7_k3_s1_p1",
                    "240x14x14_k5_s2_p2",
                    "672x14x14_k5_s1_p2",
                    "96x56x56_k7_s1_p3");

    @TempDir Path folder;

    @Test
    void theReportExplainsEveryPartOfEveryName() {
        assertThat(marked(section("Schedule names"), "<code>([^<]*)</code>"))
                .containsAll(partsOfNames())
                .contains("c", "w", "tN", "xN", "slide", "reload", "framed")
                .doesNotContain("peeled");
    }

    @Test
    void theTableOfKnobsIsMadeFromThem() throws IOException {
        Path page = Path.of("..", "kernels", "docs", "schedules.md");
        String text = Files.readString(page);
        String table = between(text, "|---|---|---|\n| `c`, ", "\n\n");
        String made = Knobs.KNOBS.stream().map(SchedulePagesTest::row).collect(joining("\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, text.replace("| `c`, " + table, made));
        }
        assertThat(Files.readString(page))
                .as("write it anew with -Dgolden.update=true")
                .contains(made);
    }

    private static String row(Knob<?> knob) {
        List<NamePart> parts = NamePart.of(knob).toList();
        Stream<String> choices =
                parts.stream()
                        .filter(part -> !knob.choices().isEmpty())
                        .map(part -> said(part) + ": " + part.meaning());
        return "| %s | %s | %s |"
                .formatted(
                        parts.stream().map(SchedulePagesTest::said).collect(joining(", ")),
                        knob.name(),
                        Stream.concat(Stream.of(knob.about() + "."), choices)
                                .collect(joining(" ")));
    }

    private static String said(NamePart part) {
        return part.part().isEmpty() ? "nothing" : "`" + part.part() + "`";
    }

    @Test
    void defaultSchedulesAreWhatTheReportSaysOfThem() {
        String said = section("Default schedule");
        assertThat(said).contains("the widest vectors that fit", "a row fills by more than\nhalf");
        assertThat(usualSpaces())
                .hasSizeGreaterThan(50)
                .allSatisfy(space -> {
                    Schedule schedule = space.requireDefault().schedule();
                    assertThat(said)
                            .contains("<code>" + part(schedule, 6) + "</code> memory access");
                    boolean halfEmpty =
                            schedule.alongWidth()
                                    && space.workload().columns().out() <= schedule.lanes();
                    if (schedule.vectorBits() < 512 && !halfEmpty) {
                        assertThat(space.broken(wider(schedule)))
                                .as(schedule.toString())
                                .isNotEmpty();
                    }
                });
    }

    private String section(String title) {
        String html = TuningReport.html(SampleRun.mobileNet(folder, 1));
        return between(html, "<h3>" + title + "</h3>", "<h3>");
    }

    private static String between(String page, String begin, String end) {
        assertThat(page).contains(begin);
        String rest = page.substring(page.indexOf(begin) + begin.length());
        return rest.substring(0, rest.indexOf(end));
    }

    private static Set<String> marked(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(code -> code.replaceAll("</?code>|`", ""))
                .collect(Collectors.toSet());
    }

    /** Every part that some value of some knob has in the names of schedules. */
    private static Set<String> partsOfNames() {
        return VARIED.stream()
                .map(Workload::parse)
                .flatMap(workload ->
                        Stream.of(
                                ScheduleSpace.of(workload, Target.parse("sse")),
                                ScheduleSpace.of(workload, Target.AVX512)))
                .flatMap(SchedulePagesTest::eachValueOfEachKnob)
                .flatMap(schedule -> Knobs.KNOBS.stream().map(knob -> knob.partOf(schedule)))
                .map(part -> part.replaceFirst("^_", "").replaceAll("\\d+", "N"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Schedule> eachValueOfEachKnob(ScheduleSpace space) {
        int knobs = space.knobs().size();
        return IntStream.range(0, knobs)
                .boxed()
                .flatMap(knob ->
                        IntStream.range(0, space.knobs().get(knob).size())
                                .mapToObj(value -> {
                                    int[] point = new int[knobs];
                                    point[knob] = value;
                                    return space.at(point);
                                }));
    }

    private static List<ScheduleSpace> usualSpaces() {
        return USUAL.stream()
                .map(Workload::parse)
                .flatMap(workload -> Arrays.stream(Layout.values()).map(workload::withLayout))
                .flatMap(workload ->
                        Stream.of(
                                ScheduleSpace.of(workload, Target.AVX2),
                                ScheduleSpace.of(workload, Target.AVX512)))
                .toList();
    }

    private static String part(Schedule schedule, int number) {
        return schedule.toString().split("_")[number];
    }

    /** The same with vectors twice as wide. */
    private static Schedule wider(Schedule schedule) {
        int bits = schedule.vectorBits();
        return Schedule.parse(
                schedule.toString()
                        .replaceFirst(Integer.toString(bits), Integer.toString(bits * 2)));
    }
}
