package org.lanewise.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints and reads the text form of workloads, whose grammar {@link Workload#parse(String)} gives.
 * {@link #print} writes the one canonical form of each, so equal workloads have equal texts.
 */
final class WorkloadText {
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[\\s_]+");
    private static final Pattern SHAPE =
            Pattern.compile("(?:(-?\\d+)x)?(-?\\d+)x(-?\\d+)x(-?\\d+)");
    private static final Pattern PAIR = Pattern.compile("([ksd])(-?\\d+)(?:x(-?\\d+))?");
    private static final Pattern PADDING =
            Pattern.compile("p(-?\\d+)(?:\\.(-?\\d+)\\.(-?\\d+)\\.(-?\\d+))?");
    private static final Pattern MULTIPLIER = Pattern.compile("m(-?\\d+)");
    private static final Pattern CLAMP = Pattern.compile("clamp(.*?)\\.\\.(.*)");

    private final WorkloadBuilder built = Workload.builder();
    private boolean kernelNamed;
    private final String text;

    private WorkloadText(String text, Layout absent) {
        this.text = text;
        built.layout(absent);
    }

    /** Reads a text; {@code absent} is the layout if it names none. */
    static Workload parse(String text, Layout absent) {
        return new WorkloadText(text, absent).read();
    }

    private Workload read() {
        String[] parts = BETWEEN_PARTS.split(text.strip().toLowerCase(Locale.ROOT));
        readShape(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            readPart(parts[i]);
        }
        if (!kernelNamed) {
            throw bad("it names no kernel size, such as k3");
        }
        return built.build();
    }

    private void readShape(String part) {
        Matcher shape = SHAPE.matcher(part);
        if (!shape.matches()) {
            throw bad("it must begin with CxHxW or NxCxHxW");
        }
        built.batch(shape.group(1) == null ? 1 : number(shape.group(1)))
                .channels(number(shape.group(2)))
                .input(number(shape.group(3)), number(shape.group(4)));
    }

    private void readPart(String part) {
        Matcher pair = PAIR.matcher(part);
        Matcher pads = PADDING.matcher(part);
        Matcher times = MULTIPLIER.matcher(part);
        Matcher clamp = CLAMP.matcher(part);
        if (pair.matches()) {
            readPair(pair);
        } else if (pads.matches()) {
            built.padding(
                    pads.group(2) == null
                            ? Padding.all(number(pads.group(1)))
                            : new Padding(
                                    number(pads.group(1)),
                                    number(pads.group(2)),
                                    number(pads.group(3)),
                                    number(pads.group(4))));
        } else if (times.matches()) {
            built.multiplier(number(times.group(1)));
        } else if (clamp.matches()) {
            built.clamp(
                    bound(clamp.group(1), Float.NEGATIVE_INFINITY),
                    bound(clamp.group(2), Float.POSITIVE_INFINITY));
        } else {
            readWord(part);
        }
    }

    private void readPair(Matcher pair) {
        int h = number(pair.group(2));
        Size size = new Size(h, pair.group(3) == null ? h : number(pair.group(3)));
        switch (pair.group(1)) {
            case "k" -> {
                kernelNamed = true;
                built.kernel(size);
            }
            case "s" -> built.stride(size);
            default -> built.dilation(size);
        }
    }

    private void readWord(String part) {
        switch (part) {
            case "bias" -> built.bias();
            case "relu" -> built.relu();
            case "relu6" -> built.relu6();
            default -> {
                if (!part.startsWith("n")) {
                    throw bad("'" + part + "' is no part of one");
                }
                built.layout(Layout.parse(part));
            }
        }
    }

    private int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException overflow) {
            throw bad("'" + digits + "' does not fit 32 bits");
        }
    }

    private float bound(String digits, float absent) {
        if (digits.isEmpty()) {
            return absent;
        }
        try {
            return Float.parseFloat(digits);
        } catch (NumberFormatException malformed) {
            throw bad("'" + digits + "' is not a number");
        }
    }

    private InvalidWorkloadException bad(String why) {
        return new InvalidWorkloadException(
                "'"
                        + text
                        + "' is not a workload: "
                        + why
                        + " (an example: 256x12x12_k3_s1_p1_nchw16c).");
    }

    static String print(Workload workload) {
        List<String> parts = new ArrayList<>();
        String shape =
                workload.channels() + "x" + workload.input().h() + "x" + workload.input().w();
        parts.add(workload.batch() == 1 ? shape : workload.batch() + "x" + shape);
        if (workload.multiplier() != 1) {
            parts.add("m" + workload.multiplier());
        }
        parts.add("k" + workload.kernel());
        parts.add("s" + workload.stride());
        parts.add("p" + workload.padding());
        if (!workload.dilation().equals(Size.square(1))) {
            parts.add("d" + workload.dilation());
        }
        parts.add(workload.layout().text());
        addEpilogue(parts, workload.epilogue());
        return String.join("_", parts);
    }

    static String words(Epilogue epilogue) {
        List<String> parts = new ArrayList<>();
        addEpilogue(parts, epilogue);
        return parts.isEmpty() ? "none" : String.join(" ", parts);
    }

    private static void addEpilogue(List<String> parts, Epilogue epilogue) {
        if (epilogue.bias()) {
            parts.add("bias");
        }
        if (!epilogue.clampsLow() && !epilogue.clampsHigh()) {
            return;
        }
        if (epilogue.low() == 0 && !epilogue.clampsHigh()) {
            parts.add("relu");
        } else if (epilogue.low() == 0 && epilogue.high() == 6) {
            parts.add("relu6");
        } else {
            parts.add(
                    "clamp"
                            + (epilogue.clampsLow() ? epilogue.low() : "")
                            + ".."
                            + (epilogue.clampsHigh() ? epilogue.high() : ""));
        }
    }
}
