package org.lanewise.files;

/** What a file holds, as a message may quote it. */
public final class OneLine {
    private static final int LONGEST = 400;

    private OneLine() {}

    /** The text without line ends and other control characters, its end cut off if it is long. */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
