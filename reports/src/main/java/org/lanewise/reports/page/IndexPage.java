package org.lanewise.reports.page;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.files.WholeFile;
import org.lanewise.reports.index.Index;

/** Writes the index of a database as one HTML file that opens offline. */
public final class IndexPage {
    private IndexPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public static void write(Path file, Index index) throws IOException {
        WholeFile.write(file, Templates.page("index", index));
    }
}
