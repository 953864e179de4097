package org.lanewise.db;

import java.util.regex.Pattern;

/**
 * URLs of databases as others may see them: whom a database is opened as, and with which password,
 * stands in no message, log or record.
 */
public final class Shown {
    /** A scheme and what belongs to it; drives of Windows have one letter, which is none. */
    private static final Pattern URL = Pattern.compile("(?i)jdbc:|[a-z][a-z0-9+.-]+:/");

    /** A password may hold slashes and further signs of this kind. */
    private static final Pattern WHO = Pattern.compile("(:/{1,2}+)[^?;]*@");

    private static final String PASSWORD = "\\w*pass(word|wd)?";

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?<=[?&;])(user|" + PASSWORD + ")=[^&;]*[&;]?");

    private static final Pattern GIVEN =
            Pattern.compile("(?i)[?&;]" + PASSWORD + "=|//[^?@]*:[^?]*@");

    private Shown() {}

    /** Whether a name is some database's URL and no file's name. */
    public static boolean isUrl(String name) {
        return URL.matcher(name).lookingAt();
    }

    /** Whether an URL has a password in it. */
    public static boolean hasPassword(String url) {
        return GIVEN.matcher(url).find();
    }

    /** Words with an URL in them, without user and password; others as they are. */
    public static String without(String words) {
        if (!URL.matcher(words).find()) {
            return words;
        }
        String url = WHO.matcher(words).replaceAll("$1");
        return SECRET.matcher(url).replaceAll("").replaceFirst("[?&;]$", "");
    }
}
