package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of plain text: names to the left, numbers to the right. Columns of nothing are left out.
 */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(column ->
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0))
                        .toArray();
        for (int column = 0; column < columns; column++) {
            if (isEmpty(column)) {
                widths[column] = 0;
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Whether there is nothing below a column's head. */
    private boolean isEmpty(int column) {
        return rows.size() > 1 && rows.stream().skip(1).allMatch(row -> row.get(column).isEmpty());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] == 0) {
                continue;
            }
            String cell = row.get(column);
            String filling = " ".repeat(widths[column] - cell.length());
            boolean number = !cell.isEmpty() && cell.matches("[\\d.,+-]+[x%]?");
            line.append(number ? filling + cell : cell + filling).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
