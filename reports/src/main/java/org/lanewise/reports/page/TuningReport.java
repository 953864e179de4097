package org.lanewise.reports.page;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.files.WholeFile;

/** Writes a report as one HTML file that holds all it needs and asks no host for anything. */
public final class TuningReport {
    private TuningReport() {}

    /**
     * Writes the report, and makes its folders if there are none. A file of that name is replaced
     * in one step, so that a reader sees the old report or the new one, never a part. Equal models
     * give equal bytes.
     *
     * @throws IOException if the file cannot be written, which leaves an earlier one as it was; the
     *     message is one sentence
     */
    public static void write(Path file, ReportModel model) throws IOException {
        WholeFile.write(file, html(model));
    }

    /** The report as a text. */
    public static String html(ReportModel model) {
        return Templates.page("report", model);
    }
}
