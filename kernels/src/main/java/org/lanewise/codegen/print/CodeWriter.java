package org.lanewise.codegen.print;

/** Collects indented lines. */
final class CodeWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    CodeWriter() {
        this(0);
    }

    /** One whose lines begin so many levels further in. */
    CodeWriter(int depth) {
        this.depth = depth;
    }

    /** Adds what a format of {@link String#format} makes of some values, perhaps several lines. */
    void line(String format, Object... values) {
        for (String line : format.formatted(values).split("\n", -1)) {
            text.append(line.isEmpty() ? "" : "    ".repeat(depth) + line).append('\n');
        }
    }

    /** Adds such a line, and some further in. */
    void nest(Runnable inside, String format, Object... values) {
        line(format, values);
        depth++;
        inside.run();
        depth--;
    }

    /** Adds lines as they are. */
    void raw(String lines) {
        text.append(lines);
    }

    /** Forgets everything. */
    void clear() {
        text.setLength(0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
