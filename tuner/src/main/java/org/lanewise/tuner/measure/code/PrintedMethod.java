package org.lanewise.tuner.measure.code;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of a kernel as HotSpot prints it where it has no disassembler of its own.
 *
 * @param name its name
 * @param code its instructions, without what handles exceptions
 * @param lines which line of its Java instructions are of, by where the last of them ends, or up to
 *     three bytes behind that
 */
record PrintedMethod(String name, byte[] code, NavigableMap<Long, Integer> lines) {
    /** Code that replaces a loop while it runs has a percent sign; it is not what runs later. */
    private static final Pattern METHOD =
            Pattern.compile(
                    "Compiled method \\(c2\\) +\\d+ +\\d+ +([^\\d\\s]* +)?4 +org\\.lanewise\\.generated\\.\\S+?::(\\w+) .*?"
                            + "\\[MachCode\\]\n(.*?)\\[/MachCode\\]",
                    Pattern.DOTALL);

    private static final Pattern BYTES = Pattern.compile(" *0x([0-9a-f]+): ([0-9a-f |]+)");

    /**
     * What is told of an address: methods that are inlined into each other, the innermost first.
     */
    private static final Pattern TOLD = Pattern.compile(" *0x([0-9a-f]+): ;.*");

    private static final Pattern LINE =
            Pattern.compile(
                    " *; +- org\\.lanewise\\.generated\\.\\S+?::\\w+@-?\\d+ \\(line (\\d+)\\)");

    /** HotSpot says before so many bytes what it knows of an instruction that ends in them. */
    private static final int STEP = 4;

    /** What follows is not the method's own course. */
    private static final Pattern HANDLERS =
            Pattern.compile("(?m)^\\[(Exception Handler|Stub Code|Deopt Handler Code)\\]");

    /** The kernel's methods in a JVM's log, each as it was compiled last. */
    static List<PrintedMethod> all(String log) {
        Map<String, PrintedMethod> last = new LinkedHashMap<>();
        Matcher method = METHOD.matcher(log);
        while (method.find()) {
            boolean replacing = method.group(1) != null && method.group(1).contains("%");
            if (!replacing) {
                String name = method.group(2);
                String course = HANDLERS.split(method.group(3), 2)[0];
                last.put(name, new PrintedMethod(name, bytes(course), lines(course)));
            }
        }
        return List.copyOf(last.values());
    }

    private static byte[] bytes(String course) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : course.lines().toList()) {
            Matcher digits = BYTES.matcher(line);
            if (digits.matches()) {
                bytes.writeBytes(HexFormat.of().parseHex(digits.group(2).replaceAll("[ |]", "")));
            }
        }
        return bytes.toByteArray();
    }

    private static NavigableMap<Long, Integer> lines(String course) {
        NavigableMap<Long, Integer> lines = new TreeMap<>();
        OptionalLong begin = OptionalLong.empty();
        OptionalLong told = OptionalLong.empty();
        for (String line : course.lines().toList()) {
            Matcher digits = BYTES.matcher(line);
            Matcher where = TOLD.matcher(line);
            Matcher java = LINE.matcher(line);
            if (digits.matches()) {
                begin = begin.isPresent() ? begin : OptionalLong.of(address(digits));
            } else if (where.matches()) {
                told = OptionalLong.of(address(where));
            } else if (java.matches() && told.isPresent() && begin.isPresent()) {
                long last = told.getAsLong() - begin.getAsLong() + STEP;
                lines.put(last, Integer.valueOf(java.group(1)));
                told = OptionalLong.empty();
            }
        }
        return lines;
    }

    private static long address(Matcher line) {
        return Long.parseUnsignedLong(line.group(1), 16);
    }

    /**
     * The line of Java that an instruction is of: the next one that is told, however far behind it,
     * since C2 tells of all that it has written since it told last. Empty behind the last one.
     *
     * @param end where it ends
     */
    OptionalInt line(long end) {
        Map.Entry<Long, Integer> told = lines.ceilingEntry(end);
        return told == null ? OptionalInt.empty() : OptionalInt.of(told.getValue());
    }
}
