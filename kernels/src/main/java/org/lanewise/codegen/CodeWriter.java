package org.lanewise.codegen;

/** Collects indented lines. */
final class CodeWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    void line(String line) {
        if (!line.isEmpty()) {
            text.append("    ".repeat(depth)).append(line);
        }
        text.append('\n');
    }

    void open(String line) {
        line(line);
        depth++;
    }

    void close(String line) {
        depth--;
        line(line);
    }

    void dedent() {
        depth--;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
