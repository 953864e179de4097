package org.lanewise.tuner.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.schedule.Schedule;

/**
 * A table under way: the same lines as in {@link TableFile}, not compressed, each in the file
 * before the next schedule is measured, so that a recording that was stopped goes on where it was.
 */
final class UnfinishedTable {
    private final Path file;
    private final Map<Schedule, TableRow> rows = new LinkedHashMap<>();

    private UnfinishedTable(Path file) {
        this.file = file;
    }

    /**
     * Opens what an earlier recording left, or begins.
     *
     * @throws IOException if it cannot be read or is of something else; the message is one sentence
     */
    static UnfinishedTable open(Path file, TableHeader header) throws IOException {
        UnfinishedTable table = new UnfinishedTable(file);
        String text = Files.exists(file) ? Files.readString(file) : "";
        // A line without its end was cut short by whatever ended the recording.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.isEmpty()) {
            Files.writeString(file, TableText.line(header) + "\n");
            return table;
        }
        Files.writeString(file, whole);
        String first = whole.substring(0, whole.indexOf('\n'));
        if (!TableText.header(file.toString(), first).equals(header)) {
            throw new IOException(
                    file
                            + " holds an unfinished recording of something else; delete it, or choose"
                            + " another file.");
        }
        for (String line : whole.lines().skip(1).toList()) {
            table.keep(TableText.row(file.toString(), line));
        }
        return table;
    }

    private void keep(TableRow row) {
        rows.put(row.schedule(), row);
    }

    void append(TableRow row) throws IOException {
        Files.writeString(
                file,
                TableText.line(row) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        keep(row);
    }

    /** What is known so far, by schedule. */
    Map<Schedule, TableRow> rows() {
        return rows;
    }

    void delete() throws IOException {
        Files.delete(file);
    }
}
