package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages for people say of the command line, held against the command line. */
class PagesTest {
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    /** What is typed after the program's name, in a span or alone on an indented line. */
    private static final Pattern COMMAND = Pattern.compile("(?:tuner/bin/)?lanewise ([a-z].*)");

    /** But for those to other hosts, and to places within a page. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    private static final String TABLE = "| command | what it does |";
    private static final String SHOW = "lanewise show textbook";

    /** The page without its blocks of code in fences. */
    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", name)).replaceAll("(?s)```.*?```", "");
    }

    /** All pages of the project. */
    private static List<String> pages() throws IOException {
        Path root = Path.of("..");
        try (Stream<Path> files = Files.walk(root, 4)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.contains("target"))
                    .toList();
        }
    }

    /** A row of the table of commands: the words of its first cell, and the second. */
    private record Row(List<String> words, String text) {}

    private static List<Row> rows() throws IOException {
        String commands = page("tuner/docs/commands.md");
        assertThat(commands).contains(TABLE);
        return commands.substring(commands.indexOf(TABLE))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .map(cells -> new Row(words(spans(cells[1]).getFirst()), cells[2]))
                .toList();
    }

    private static List<String> spans(String text) {
        return SPAN.matcher(text).results().map(span -> span.group(1)).toList();
    }

    private static List<String> words(String command) {
        return List.of(command.replaceFirst("^.*?lanewise ", "").split("\\s+"));
    }

    @Test
    void theTableHasEveryCommandThereIs() throws IOException {
        assertThat(rows().stream().map(row -> row.words().getFirst()).distinct())
                .containsExactlyInAnyOrderElementsOf(Main.line().getSubcommands().keySet());
    }

    @Test
    void everyCommandOfTheTableIsUnderstoodWithEachOptionItNames() throws IOException {
        for (Row row : rows()) {
            understood(row.words());
            for (String option : spans(row.text())) {
                if (option.startsWith("-")) {
                    List<String> words = new ArrayList<>(row.words());
                    words.addAll(List.of(option.split(" ")));
                    understoodOrNamed(words);
                }
            }
        }
    }

    @Test
    void everyCommandLineInThePagesIsUnderstood() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String page : pages()) {
            String text = page(page);
            Stream.concat(spans(text).stream(), indented(text))
                    .map(code -> code.replaceAll("\\s+", " ").strip())
                    .map(COMMAND::matcher)
                    .flatMap(matcher -> matcher.results())
                    .map(MatchResult::group)
                    .map(PagesTest::words)
                    .forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThan(15);
        commands.forEach(PagesTest::understoodOrNamed);
    }

    @Test
    void everyLinkToAnotherFileLeadsToOne() throws IOException {
        List<String> pages = pages();
        assertThat(pages).contains("README.md", "kernels/README.md", "tuner/docs/commands.md");
        for (String page : pages) {
            Path folder = Path.of("..", page).getParent();
            for (MatchResult link : LINK.matcher(page(page)).results().toList()) {
                assertThat(folder.resolve(link.group(1))).as(page).exists();
            }
        }
    }

    private static Stream<String> indented(String page) {
        return page.lines().filter(line -> line.startsWith("    tuner/bin/"));
    }

    /** A command alone, or an option without its value, is named and not given. */
    private static void understoodOrNamed(List<String> words) {
        CommandLine command = Main.line().getSubcommands().get(words.getFirst());
        assertThat(command).as("%s", words).isNotNull();
        String last = words.getLast();
        boolean takesValue =
                last.startsWith("-")
                        && command.getCommandSpec().findOption(last) != null
                        && command.getCommandSpec().findOption(last).arity().min() > 0;
        if (words.size() > 1 && !takesValue) {
            understood(words);
        }
    }

    private static void understood(List<String> words) {
        assertThatCode(() -> Main.line().parseArgs(words.toArray(String[]::new)))
                .as("lanewise %s", words)
                .doesNotThrowAnyException();
    }

    /** Lines of dots stand for what the page leaves out. */
    @Test
    void theLoopNestIsTheOneThatShowPrints() throws IOException {
        String page = page("kernels/docs/schedules.md");
        String command = spans(page).stream().filter(span -> span.contains(SHOW)).findFirst().get();
        String printed = InProcess.run(words(command).toArray(String[]::new)).out();
        String shown =
                page.substring(page.indexOf(command))
                        .lines()
                        .dropWhile(line -> !line.startsWith("    "))
                        .takeWhile(line -> line.isBlank() || line.startsWith("    "))
                        .map(line -> line.replaceFirst("^ {4}", ""))
                        .reduce("", (before, line) -> before + line + "\n");

        List<String> pieces =
                Arrays.stream(shown.split("(?m)^\\.\\.\\.$"))
                        .map(String::strip)
                        .filter(piece -> !piece.isEmpty())
                        .toList();
        assertThat(pieces).hasSizeGreaterThanOrEqualTo(2);
        assertThat(printed).containsSubsequence(pieces);
    }
}
