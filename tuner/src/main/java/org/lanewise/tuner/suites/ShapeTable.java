package org.lanewise.tuner.suites;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * Reads suites from CSV files, one layer a line. The first line names the columns: {@code channels,
 * ih, iw, kh, kw} must be there; {@code layer} or {@code id}, {@code batch, multiplier, stride_h,
 * stride_w, pad_t, pad_l, pad_b, pad_r, dil_h, dil_w, count} may be; {@code oh, ow} are compared
 * with what follows from the others. Further columns say nothing here.
 */
final class ShapeTable {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreSurroundingSpaces(true)
                    .setIgnoreHeaderCase(true)
                    .get();

    private final String name;
    private final CSVRecord line;

    private ShapeTable(String name, CSVRecord line) {
        this.name = name;
        this.line = line;
    }

    /**
     * Reads a file.
     *
     * @param name what the suite is called
     * @param layout of all layers
     * @throws InvalidWorkloadException if a line describes no layer, or there is none
     * @throws IOException if it cannot be read
     */
    static Suite read(String name, Reader file, Layout layout) throws IOException {
        List<Layer> layers = new ArrayList<>();
        try (CSVParser lines = CSVParser.parse(file, FORMAT)) {
            for (CSVRecord line : lines) {
                layers.add(new ShapeTable(name, line).layer(layout));
            }
        } catch (IllegalArgumentException | UncheckedIOException malformed) {
            throw new InvalidWorkloadException(
                    "The table " + name + " is no CSV: " + malformed.getMessage() + ".");
        }
        if (layers.isEmpty()) {
            throw new InvalidWorkloadException("The table " + name + " names no layer.");
        }
        return new Suite(name, layers);
    }

    private Layer layer(Layout layout) {
        Workload workload = workload(layout);
        if (filled("oh") && filled("ow")) {
            Size said = new Size(number("oh"), number("ow"));
            if (!said.equals(workload.output())) {
                throw bad(
                        "it says that the output is "
                                + said.h()
                                + "x"
                                + said.w()
                                + ", but that of "
                                + workload
                                + " is "
                                + workload.output().h()
                                + "x"
                                + workload.output().w());
            }
        }
        int count = number("count", 1);
        if (count < 1) {
            throw bad("the count is " + count);
        }
        String layer = filled("layer") ? line.get("layer") : filled("id") ? line.get("id") : "";
        return new Layer(layer.isEmpty() ? workload.toString() : layer, workload, count);
    }

    private Workload workload(Layout layout) {
        try {
            return new Workload(
                    number("batch", 1),
                    number("channels"),
                    number("multiplier", 1),
                    new Size(number("ih"), number("iw")),
                    new Size(number("kh"), number("kw")),
                    new Size(number("stride_h", 1), number("stride_w", 1)),
                    new Padding(
                            number("pad_t", 0),
                            number("pad_l", 0),
                            number("pad_b", 0),
                            number("pad_r", 0)),
                    new Size(number("dil_h", 1), number("dil_w", 1)),
                    layout,
                    Epilogue.NONE);
        } catch (InvalidWorkloadException impossible) {
            String sentence = String.valueOf(impossible.getMessage());
            throw sentence.startsWith("Line ")
                    ? impossible
                    : bad(sentence.replaceFirst("\\.$", ""));
        }
    }

    private boolean has(String column) {
        return line.isMapped(column) && line.isSet(column);
    }

    private boolean filled(String column) {
        return has(column) && !line.get(column).isEmpty();
    }

    private int number(String column, int absent) {
        return filled(column) ? number(column) : absent;
    }

    private int number(String column) {
        if (!has(column)) {
            throw bad("there is no column " + column);
        }
        try {
            return Integer.parseInt(line.get(column));
        } catch (NumberFormatException malformed) {
            throw bad(column + " is '" + line.get(column) + "', which is no whole number");
        }
    }

    private InvalidWorkloadException bad(String why) {
        return new InvalidWorkloadException(
                String.format(
                        Locale.ROOT,
                        "Line %d of the table %s describes no layer: %s.",
                        line.getRecordNumber() + 1,
                        name,
                        why));
    }
}
