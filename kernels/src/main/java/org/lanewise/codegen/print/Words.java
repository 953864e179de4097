package org.lanewise.codegen.print;

import java.util.HashSet;
import java.util.Set;

/** The words of a piece of Java, read once, however many are asked for. */
final class Words {
    private Words() {}

    /** All names, keywords and numbers. */
    static Set<String> of(String java) {
        Set<String> words = new HashSet<>();
        int end;
        for (int start = 0; start < java.length(); start = end + 1) {
            end = start;
            while (end < java.length() && Character.isJavaIdentifierPart(java.charAt(end))) {
                end++;
            }
            if (end > start) {
                words.add(java.substring(start, end));
            }
        }
        return words;
    }
}
