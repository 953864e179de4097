package org.lanewise.tuner.cli;

import java.io.Console;
import org.lanewise.tuner.session.Progress;
import org.lanewise.tuner.suites.Layer;

/** Shows a run's progress until it is closed: a live bar on a terminal, plain lines elsewhere. */
interface TerminalProgress extends Progress, AutoCloseable {
    static TerminalProgress start(int layers) {
        return onTerminal()
                ? new LiveProgress(layers, System.err)
                : new LineProgress(layers, System.err);
    }

    /** That winners of before are tried again. */
    static String retryingWords(Layer layer, int winners) {
        return layer.name()
                + ": "
                + (winners == 1 ? "a winner" : winners + " winners")
                + " of before, not to be used untried, first";
    }

    /** Whether a person sees what is printed as it is printed. */
    @SuppressWarnings(
            "SystemConsoleNull") // Since JDK 25 it may be null again where there is no terminal.
    static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    void close();
}
