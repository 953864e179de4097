package org.lanewise.codegen;

/** The memory a kernel touches, with the names they have in generated code. */
enum Buffer {
    INPUT("x"),
    WEIGHTS("w"),
    BIAS("b"),
    OUTPUT("y"),
    SCRATCH("s");

    private final String text;

    Buffer(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
