package org.lanewise.tuner.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that mean nothing beside another are refused: who gives one expects something of it. */
final class IdleOptions {
    private IdleOptions() {}

    /**
     * Refuses the first of some options that was given.
     *
     * @param because begins the sentence, such as {@code --all is of all suites}
     * @throws ParameterException if one was
     */
    static void refuse(CommandSpec command, String because, List<String> idle) {
        ParseResult given = command.commandLine().getParseResult();
        for (String option : idle) {
            if (given.hasMatchedOption(option)) {
                throw new ParameterException(
                        command.commandLine(), because + "; leave " + option + " out.");
            }
        }
    }
}
