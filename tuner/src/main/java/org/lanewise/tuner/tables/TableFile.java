package org.lanewise.tuner.tables;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.lanewise.files.WholeFile;

/**
 * Reads and writes tables: gzip over lines of JSON, first one that says what the table is of, then
 * one for each schedule.
 *
 * <pre>{@code
 * {"format":1,"workload":"...","slice":"...","seed":1,"machine":{...}}
 * {"schedule":"c512_b1_t1x1_chw_taps_held_raw","outcome":"Measured","medianNs":4012.5}
 * {"schedule":"c512_b1_t1x1_chw_taps_held_checked","outcome":"NotIntrinsified"}
 * }</pre>
 */
public final class TableFile {
    private static final String ENDING = ".gz";

    private TableFile() {}

    /**
     * Reads a table from a file.
     *
     * @throws IOException if it cannot be read or is none; the message is one sentence
     * @throws IllegalArgumentException if the table is incomplete; the message is one sentence
     */
    public static RecordedTable read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file that lanewise record wrote.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), String.valueOf(file.getFileName()), in);
        } catch (NoSuchFileException missing) {
            throw new IOException("There is no file " + file + ".", missing);
        }
    }

    static RecordedTable read(String file, InputStream in) throws IOException {
        return read(file, file, in);
    }

    /**
     * @param file what messages call it
     * @param fileName gives the table its name
     */
    private static RecordedTable read(String file, String fileName, InputStream in)
            throws IOException {
        List<String> lines;
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            lines = reader.readAllLines();
        } catch (ZipException | CharacterCodingException other) {
            throw new IOException(file + " is not a recorded table: it is not gzip.", other);
        } catch (EOFException cut) {
            throw new IOException(file + " is cut off: its end is missing; copy it whole.", cut);
        }
        if (lines.isEmpty()) {
            throw new IOException(file + " is not a recorded table: it is empty.");
        }
        List<TableRow> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(TableText.row(file, line));
        }
        String name =
                fileName.endsWith(ENDING)
                        ? fileName.substring(0, fileName.length() - ENDING.length())
                        : fileName;
        return new RecordedTable(name, TableText.header(file, lines.getFirst()), rows);
    }

    /**
     * Writes a file, all of it or nothing.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    static void write(Path file, TableHeader header, List<TableRow> rows) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write((TableText.line(header) + "\n").getBytes(StandardCharsets.UTF_8));
            for (TableRow row : rows) {
                out.write((TableText.line(row) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        WholeFile.write(file, zipped.toByteArray());
    }
}
