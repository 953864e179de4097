package org.lanewise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** A CSV file of depthwise shapes with their output sizes. */
public final class ShapeTable {
    private ShapeTable() {}

    /**
     * One line of the file.
     *
     * @param layer its name
     * @param workload the shape, NCHW without epilogue
     * @param output height and width of the output, as the file says
     * @param count how often it occurs
     */
    public record Row(String layer, Workload workload, Size output, int count) {}

    /** All lines of a file. */
    public static List<Row> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> header = cells(lines.getFirst());
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                rows.add(row(header, cells(line)));
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    private static Row row(List<String> header, List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalStateException("not " + header.size() + " cells: " + cells);
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            row.put(header.get(i), cells.get(i));
        }
        Workload workload =
                new Workload(
                        number(row, "batch"),
                        number(row, "channels"),
                        number(row, "multiplier"),
                        size(row, "ih", "iw"),
                        size(row, "kh", "kw"),
                        size(row, "stride_h", "stride_w"),
                        new Padding(
                                number(row, "pad_t"),
                                number(row, "pad_l"),
                                number(row, "pad_b"),
                                number(row, "pad_r")),
                        size(row, "dil_h", "dil_w"),
                        Layout.NCHW,
                        Epilogue.NONE);
        return new Row(
                row.getOrDefault("layer", workload.toString()),
                workload,
                size(row, "oh", "ow"),
                Integer.parseInt(row.getOrDefault("count", "1")));
    }

    private static Size size(Map<String, String> row, String height, String width) {
        return new Size(number(row, height), number(row, width));
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }
}
