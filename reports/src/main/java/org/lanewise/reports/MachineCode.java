package org.lanewise.reports;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What C2 made of a kernel, as far as that is known. */
public sealed interface MachineCode {
    /** What there is unless somebody asks for more. */
    MachineCode NOT_READ =
            new Absent(
                    "It was not read: lanewise report with --machine-code, on the machine of the result, runs each best"
                            + " kernel once more and reads it.");

    /**
     * C2 made machine code, and it was counted.
     *
     * @param bytes of all of the kernel's methods
     * @param methods those that C2 compiled by themselves, the one whose loop has the most
     *     arithmetic first
     */
    record Counted(int bytes, List<Method> methods) implements MachineCode {
        /** Keeps an unmodifiable copy. */
        public Counted {
            methods = List.copyOf(methods);
        }
    }

    /**
     * A method of the kernel.
     *
     * @param name its name in the generated Java
     * @param bytes its machine code
     * @param loop instructions of the loop that does its work, the innermost one with the most
     *     arithmetic on vectors; none where no loop computes
     * @param counts what is among these; of a method without such a loop, among all of it
     */
    record Method(String name, int bytes, List<Line> loop, Counts counts) {
        /** Keeps an unmodifiable copy. */
        public Method {
            loop = List.copyOf(loop);
        }
    }

    /**
     * An instruction.
     *
     * @param java the line of the generated Java that it is of; empty where C2 does not tell
     * @param text what it is, behind its offset in the method
     */
    record Line(OptionalInt java, String text) {
        /** The same behind the number of its line. */
        public String numbered() {
            return String.format(
                    Locale.ROOT,
                    "%4s  %s",
                    java.isPresent() ? String.valueOf(java.getAsInt()) : "",
                    text);
        }
    }

    /**
     * Instructions by what they do.
     *
     * @param multiplyAdds fused ones
     * @param otherArithmetic other arithmetic on vectors
     * @param loads of vectors, and operands of arithmetic that are in memory
     * @param stores of vectors
     * @param spills vectors put on the stack for want of registers
     * @param reloads vectors taken from there
     * @param branches jumps
     * @param others addresses, counters and moves between registers
     */
    record Counts(
            int multiplyAdds,
            int otherArithmetic,
            int loads,
            int stores,
            int spills,
            int reloads,
            int branches,
            int others) {}

    /**
     * C2 made machine code, and nothing is counted in it.
     *
     * @param bytes of all of the kernel's methods
     * @param reason one sentence
     */
    record Uncounted(int bytes, String reason) implements MachineCode {}

    /**
     * There is none to show.
     *
     * @param reason one sentence
     */
    record Absent(String reason) implements MachineCode {}
}
