package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines of a method's Java each line of its loop nest became. Both are printed from one tree,
 * so loops and names stand in the same order: a loop became the loop over the same index, a name
 * the variable of that name, and what stands between two of those what stands between theirs.
 */
final class NestLines {
    private static final Pattern LOOP = Pattern.compile(" *for (\\w+) in .*");
    private static final Pattern NAME = Pattern.compile(" *(\\w+) = .*");

    private final List<String> nest;
    private final List<String> java;
    private final int first;

    private NestLines(List<String> nest, List<String> java, int first) {
        this.nest = nest;
        this.java = java;
        this.first = first;
    }

    /**
     * The loop nest with the numbers of its lines of Java before each of its own.
     *
     * @param java of the same method
     * @param first the number of the first line of that in the kernel's source
     */
    static String numbered(String nest, List<String> java, int first) {
        List<String> lines = nest.lines().toList();
        return String.join("\n", new NestLines(lines, java, first).numbered());
    }

    private List<String> numbered() {
        List<Integer> found = found();
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < nest.size(); i++) {
            numbered.add(String.format(Locale.ROOT, "%9s  %s", range(found, i), nest.get(i)));
        }
        return numbered;
    }

    /** Where in the Java the loop or the variable of each line begins; -1 where it is neither. */
    private List<Integer> found() {
        List<Integer> found = new ArrayList<>();
        int from = 0;
        for (String line : nest) {
            int at = find(line, from);
            found.add(at);
            from = Math.max(from, at + 1);
        }
        return found;
    }

    private int find(String line, int from) {
        Matcher loop = LOOP.matcher(line);
        Matcher name = NAME.matcher(line);
        String begin =
                loop.matches()
                        ? "for (int " + loop.group(1) + " = .*"
                        : name.matches() ? "(long|int) " + name.group(1) + " = .*" : "";
        Pattern wanted = Pattern.compile(" *" + begin.replace("for (", "for \\("));
        for (int at = from; at < java.size() && !begin.isEmpty(); at++) {
            if (wanted.matcher(java.get(at)).matches()) {
                return at;
            }
        }
        return -1;
    }

    private String range(List<Integer> found, int line) {
        int at = found.get(line);
        if (at >= 0) {
            return LOOP.matcher(nest.get(line)).matches()
                    ? text(at, end(at))
                    : String.valueOf(first + at);
        }
        int before = found.subList(0, line).stream().mapToInt(Integer::intValue).max().orElse(-1);
        int after =
                found.subList(line, found.size()).stream()
                        .filter(next -> next >= 0)
                        .findFirst()
                        .orElse(java.size());
        int loop = before < 0 ? -1 : around(before);
        int end = loop < 0 ? after : Math.min(after, end(loop));
        return before < 0 || before + 1 > end - 1 ? "" : text(before + 1, end - 1);
    }

    private String text(int from, int to) {
        return from == to ? String.valueOf(first + from) : (first + from) + "-" + (first + to);
    }

    /** The innermost loop that a line begins or stands in; -1 for none. */
    private int around(int line) {
        for (int at = line; at >= 0; at--) {
            if (java.get(at).strip().startsWith("for (") && end(at) >= line) {
                return at;
            }
        }
        return -1;
    }

    /** Where the loop that begins in a line ends. */
    private int end(int loop) {
        String brace = " ".repeat(MethodLines.indent(java.get(loop))) + "}";
        return loop + java.subList(loop, java.size()).indexOf(brace);
    }
}
