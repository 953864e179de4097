package org.lanewise.tuner.cli;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Path;

/** The desktop's browser. */
final class Browser {
    private Browser() {}

    /**
     * Opens a file in it.
     *
     * @throws UserError if there is no desktop here
     * @throws IOException if the desktop cannot open it
     */
    static void open(Path file) throws IOException {
        if (!Desktop.isDesktopSupported()
                || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            throw new UserError(
                    "There is no desktop here to open the report in; open " + file + " yourself.");
        }
        Desktop.getDesktop().browse(file.toAbsolutePath().toUri());
    }
}
