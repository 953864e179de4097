package org.lanewise.reports;

import java.util.List;

/** What C2 made of a kernel, as far as that is known. */
public sealed interface MachineCode {
    /** What there is unless somebody asks for more. */
    MachineCode NOT_READ =
            new Absent(
                    "It was not read: lanewise report with --machine-code, on the machine of the result, runs each best"
                            + " kernel once more and reads it.");

    /**
     * The loop that does the work: the innermost one with the most arithmetic on vectors.
     *
     * @param method the kernel's method that it is in
     * @param bytes machine code of all of the kernel's methods
     * @param instructions in order, each behind its offset in the method
     * @param counts what is among them
     */
    record InnerLoop(String method, int bytes, List<String> instructions, Counts counts)
            implements MachineCode {
        /** Keeps an unmodifiable copy. */
        public InnerLoop {
            instructions = List.copyOf(instructions);
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
