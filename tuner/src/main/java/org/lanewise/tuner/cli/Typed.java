package org.lanewise.tuner.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What the user typed. */
final class Typed {
    private Typed() {}

    /** The words behind {@code lanewise}. */
    static List<String> words(@Nullable CommandSpec command) {
        return Objects.requireNonNull(command).root().commandLine().getParseResult().originalArgs();
    }

    /**
     * A number of things, at least one.
     *
     * @param what the things, such as {@code rounds}
     * @throws UserError if there are fewer, or more than the most
     */
    static int bounded(int value, int most, String what) {
        if (value < 1 || value > most) {
            throw new UserError(
                    "There cannot be " + value + " " + what + "; say 1 to " + most + ".");
        }
        return value;
    }
}
