package org.lanewise.reports.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown. Not thread-safe. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... heads) {
        row(heads);
        lines.add("|" + "---|".repeat(heads.length));
    }

    void row(String... cells) {
        lines.add(
                Arrays.stream(cells)
                        .map(MarkdownTable::plain)
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    /** Names of layers may hold what would end a cell or a row. */
    private static String plain(String cell) {
        return cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " ");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
