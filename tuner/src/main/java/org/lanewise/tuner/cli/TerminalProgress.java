package org.lanewise.tuner.cli;

import java.io.Console;
import org.lanewise.tuner.session.Progress;
import org.lanewise.workload.Suite;

/** Shows a run's progress until it is closed: a live bar on a terminal, plain lines elsewhere. */
interface TerminalProgress extends Progress, AutoCloseable {
    @SuppressWarnings(
            "SystemConsoleNull") // Since JDK 25 it may be null again where there is no terminal.
    static TerminalProgress start(Suite suite) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return terminal ? new LiveProgress(suite, System.err) : new LineProgress(suite, System.err);
    }

    @Override
    void close();
}
