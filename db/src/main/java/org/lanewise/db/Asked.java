package org.lanewise.db;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a run was asked for. Records are shown to others, so that whoever a database is opened as is
 * left out of its URL: neither user nor password is ever part of this. Immutable.
 *
 * @param words the command and its arguments as they were typed
 * @param budget what it might cost, as {@code --budget} says it; empty where its command has none
 */
public record Asked(List<String> words, String budget) {
    private static final Pattern WHO = Pattern.compile("(?<=//)[^/]*@");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(?<=[?&])(user|\\w*password)=[^&]*&?");

    /** Keeps an unmodifiable copy, without who databases are opened as. */
    public Asked {
        words = words.stream().map(Asked::open).toList();
    }

    private static String open(String word) {
        if (!word.contains("jdbc:")) {
            return word;
        }
        String url = WHO.matcher(word).replaceAll("");
        return SECRET.matcher(url).replaceAll("").replaceFirst("[?&]$", "");
    }
}
