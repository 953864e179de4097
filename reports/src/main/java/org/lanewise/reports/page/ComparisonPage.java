package org.lanewise.reports.page;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.files.WholeFile;
import org.lanewise.reports.compare.Comparison;

/** Writes a comparison as one HTML file that opens offline. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public static void write(Path file, Comparison comparison) throws IOException {
        WholeFile.write(file, html(comparison));
    }

    /** The page as a text. */
    static String html(Comparison comparison) {
        return Templates.page("compare", comparison);
    }
}
