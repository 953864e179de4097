package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A method of a kernel in the two forms that people read.
 *
 * @param method its name
 * @param nest its part of the loop nest
 * @param java its Java, line by line
 * @param first the number of the first of these lines in the kernel's source
 * @param loop the numbers of the lines of its innermost loop with arithmetic, first and last; empty
 *     without one
 */
public record MethodLines(
        String method, String nest, List<String> java, int first, List<Integer> loop) {
    private static final Pattern METHOD =
            Pattern.compile(" {4}(?:public|private static) void (\\w+)\\(.*");

    private static final String END = "    }";
    private static final Pattern FOR = Pattern.compile("( +)for \\(.*");
    private static final Pattern PRODUCT = Pattern.compile(".*\\.(fma|mul)\\(.*");

    /** Keeps unmodifiable copies. */
    public MethodLines {
        java = List.copyOf(java);
        loop = List.copyOf(loop);
    }

    /** All methods of a kernel that are in both, in the order of its source. */
    static List<MethodLines> of(KernelText.Generated kernel) {
        Map<String, String> nests =
                Arrays.stream(kernel.loopNest().strip().split("\n\n"))
                        .collect(Collectors.toMap(MethodLines::nameOf, Function.identity()));
        List<String> source = kernel.java().lines().toList();
        List<MethodLines> methods = new ArrayList<>();
        for (int at = 0; at < source.size(); at++) {
            Matcher head = METHOD.matcher(source.get(at));
            if (head.matches() && nests.containsKey(head.group(1))) {
                int end = at + source.subList(at, source.size()).indexOf(END);
                methods.add(
                        new MethodLines(
                                head.group(1),
                                String.valueOf(nests.get(head.group(1))),
                                source.subList(at, end + 1),
                                at + 1,
                                loop(source, at, end)));
            }
        }
        return methods;
    }

    /** The first part is the method that the runtime calls; the others begin with their names. */
    private static String nameOf(String nest) {
        return nest.startsWith("#") ? "run" : nest.substring(0, nest.indexOf(':'));
    }

    /** The deepest loop whose body computes; the first of equals. */
    private static List<Integer> loop(List<String> source, int from, int to) {
        OptionalInt begin =
                IntStream.range(from, to)
                        .filter(at -> FOR.matcher(source.get(at)).matches())
                        .filter(at -> products(source.subList(at, endOf(source, at))) > 0)
                        .reduce((one, other) ->
                                indent(source.get(other)) > indent(source.get(one)) ? other : one);
        return begin.isPresent()
                ? List.of(begin.getAsInt() + 1, endOf(source, begin.getAsInt()) + 1)
                : List.of();
    }

    /** Where the loop that begins in a line ends. */
    private static int endOf(List<String> source, int begin) {
        String end = " ".repeat(indent(source.get(begin))) + "}";
        return begin + source.subList(begin, source.size()).indexOf(end);
    }

    static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static long products(List<String> lines) {
        return lines.stream().filter(line -> PRODUCT.matcher(line).matches()).count();
    }

    /** The number of the last line. */
    public int last() {
        return first + java.size() - 1;
    }

    /** Products that the innermost loop's Java has, or the whole method's where it has no loop. */
    public long products() {
        return loop.isEmpty()
                ? products(java)
                : products(java.subList(loop.getFirst() - first, loop.getLast() - first));
    }

    /** Its part of the loop nest, behind the numbers of the lines of Java that each became. */
    public String numberedNest() {
        return NestLines.numbered(nest, java, first);
    }

    /**
     * The Java of the innermost loop, or of all where there is none, behind its lines' numbers.
     *
     * @param more numbers of lines that are to be there, too, with what stands between
     */
    public String numbered(List<Integer> more) {
        IntSummaryStatistics shown =
                Stream.concat(
                                loop.isEmpty() ? Stream.of(first, last()) : loop.stream(),
                                more.stream().filter(line -> line >= first && line <= last()))
                        .mapToInt(Integer::intValue)
                        .summaryStatistics();
        int from = shown.getMin();
        List<String> text =
                String.join("\n", java.subList(from - first, shown.getMax() - first + 1))
                        .stripIndent()
                        .lines()
                        .toList();
        return IntStream.range(0, text.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%4d  %s", from + i, text.get(i)))
                .collect(Collectors.joining("\n"));
    }
}
