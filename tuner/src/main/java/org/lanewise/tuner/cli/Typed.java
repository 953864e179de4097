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
}
