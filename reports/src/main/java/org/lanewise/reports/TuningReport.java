package org.lanewise.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.files.WholeFile;

/** Writes a report as one HTML file that holds all it needs and asks no host for anything. */
public final class TuningReport {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, TuningReport.class.getClassLoader());

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
    static String html(ReportModel model) {
        StringOutput out = new StringOutput();
        TEMPLATES.render("lanewise/report.jte", model, out);
        return out.toString();
    }
}
