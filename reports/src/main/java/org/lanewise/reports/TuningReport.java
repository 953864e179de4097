package org.lanewise.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

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
     * @throws IOException if the file cannot be written; an earlier one is left as it was
     */
    public static void write(Path file, ReportModel model) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(file + " is not the name of a file.");
        }
        Files.createDirectories(folder);
        Path draft = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(draft, html(model), StandardOpenOption.CREATE_NEW);
            Files.move(
                    draft,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The report as a text. */
    static String html(ReportModel model) {
        StringOutput out = new StringOutput();
        TEMPLATES.render("lanewise/report.jte", model, out);
        return out.toString();
    }
}
