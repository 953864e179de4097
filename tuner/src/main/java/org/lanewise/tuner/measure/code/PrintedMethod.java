package org.lanewise.tuner.measure.code;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of a kernel as HotSpot prints it where it has no disassembler of its own.
 *
 * @param name its name
 * @param code its instructions, without what handles exceptions
 */
record PrintedMethod(String name, byte[] code) {
    /** Code that replaces a loop while it runs has a percent sign; it is not what runs later. */
    private static final Pattern METHOD =
            Pattern.compile(
                    "Compiled method \\(c2\\) +\\d+ +\\d+ +([^\\d\\s]* +)?4 +org\\.lanewise\\.generated\\.\\S+?::(\\w+) .*?"
                            + "\\[MachCode\\]\n(.*?)\\[/MachCode\\]",
                    Pattern.DOTALL);

    private static final Pattern BYTES = Pattern.compile(" *0x[0-9a-f]+: ([0-9a-f |]+)");

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
                last.put(name, new PrintedMethod(name, bytes(method.group(3))));
            }
        }
        return List.copyOf(last.values());
    }

    private static byte[] bytes(String printed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String course = HANDLERS.split(printed, 2)[0];
        for (String line : course.lines().toList()) {
            Matcher digits = BYTES.matcher(line);
            if (digits.matches()) {
                bytes.writeBytes(HexFormat.of().parseHex(digits.group(1).replaceAll("[ |]", "")));
            }
        }
        return bytes.toByteArray();
    }
}
