package org.lanewise.tuner.measure.code;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One instruction of x86, in Intel's order of operands.
 *
 * @param offset where it begins in its method
 * @param name what it does
 * @param operands on what, the target first
 */
record Instruction(long offset, String name, String operands) {
    private static final Pattern ARITHMETIC =
            Pattern.compile("v(fn?m(add|sub)\\d+|mul|add|sub|div|min|max)[ps][sd]");

    private static final Pattern STORE =
            Pattern.compile("vp?(mask)?mov.*|vextract.*|vp?compress.*|vp?scatter.*");

    private static final Pattern TARGET = Pattern.compile("0x([0-9a-f]+)");

    /** Whether it multiplies and adds at once. */
    boolean multiplyAdd() {
        return name.startsWith("vfmadd") || name.startsWith("vfnmadd");
    }

    /** Whether it computes with vectors. */
    boolean arithmetic() {
        return ARITHMETIC.matcher(name).matches();
    }

    /** Whether it jumps. */
    boolean jump() {
        return name.startsWith("j");
    }

    /** Where a conditional jump goes, as the loops of C2 end with; slow paths end with others. */
    OptionalLong conditionalTarget() {
        Matcher target = TARGET.matcher(operands);
        return jump() && !name.equals("jmp") && target.matches()
                ? OptionalLong.of(Long.parseUnsignedLong(target.group(1), 16))
                : OptionalLong.empty();
    }

    /** Whether it takes a vector from memory. */
    boolean reads() {
        return vector() && operands.contains("[") && !writes();
    }

    /** Whether it puts a vector into memory. */
    boolean writes() {
        return STORE.matcher(name).matches() && operands.matches("[^,]*\\[[^,]*,.*");
    }

    /** Whether the memory is the method's own, on the stack. */
    boolean onStack() {
        return operands.contains("[rsp");
    }

    private boolean vector() {
        return name.startsWith("v") && operands.matches(".*[xyz]mm.*");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5x  %-14s %s", offset, name, operands).stripTrailing();
    }
}
