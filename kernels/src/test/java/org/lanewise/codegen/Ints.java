package org.lanewise.codegen;

/** Evaluates a printed integer expression as Java's ints do, overflow and all. */
final class Ints {
    private final String text;
    private int at;

    private Ints(String text) {
        this.text = text.replace(" ", "");
    }

    /** The value of a text of sums, products, quotients and remainders with one variable. */
    static int evaluate(String text, String variable, int value) {
        Ints parser = new Ints(text.replaceAll("\\b" + variable + "\\b", Integer.toString(value)));
        int result = parser.sum();
        if (parser.at < parser.text.length()) {
            throw new IllegalArgumentException("cannot read " + text + " at " + parser.at);
        }
        return result;
    }

    private int sum() {
        int value = product();
        while (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
            value = text.charAt(at++) == '+' ? value + product() : value - product();
        }
        return value;
    }

    private int product() {
        int value = atom();
        while (at < text.length() && "*/%".indexOf(text.charAt(at)) >= 0) {
            char operation = text.charAt(at++);
            int right = atom();
            value =
                    operation == '*'
                            ? value * right
                            : operation == '/' ? value / right : value % right;
        }
        return value;
    }

    private int atom() {
        if (text.charAt(at) == '(') {
            at++;
            int value = sum();
            at++;
            return value;
        }
        int begin = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.parseInt(text.substring(begin, at));
    }
}
