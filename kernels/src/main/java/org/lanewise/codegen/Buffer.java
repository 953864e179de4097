package org.lanewise.codegen;

/** The four tensors a kernel touches, with the names they have in generated code. */
enum Buffer {
    INPUT("x"),
    WEIGHTS("w"),
    BIAS("b"),
    OUTPUT("y");

    private final String text;

    Buffer(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
