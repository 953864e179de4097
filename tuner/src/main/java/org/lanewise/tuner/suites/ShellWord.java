package org.lanewise.tuner.suites;

/** Writes what a user is to type. */
public final class ShellWord {
    private ShellWord() {}

    /** A text as one word of a command line, in quotation marks where shells need them. */
    public static String of(String text) {
        return text.matches("[A-Za-z0-9_./:=@+,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
