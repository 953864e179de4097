package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs {@code lanewise} in the test's own JVM, where a process of its own would show no more. */
final class InProcess {
    private InProcess() {}

    static CliProcess.Ended run(String... words) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        int exit = Main.run(new PrintWriter(said), new PrintWriter(complained), words);
        return new CliProcess.Ended(exit, said.toString(), complained.toString());
    }
}
