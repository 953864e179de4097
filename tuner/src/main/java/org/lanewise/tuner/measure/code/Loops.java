package org.lanewise.tuner.measure.code;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lanewise.reports.MachineCode;

/** Finds loops in a method's instructions. */
final class Loops {
    private Loops() {}

    /** From where to where a loop goes. */
    private record Span(long from, long to) {
        boolean holds(Span other) {
            return !equals(other) && from <= other.from && other.to <= to;
        }
    }

    /** Of the loops that hold no other the one with the most arithmetic; empty if none has any. */
    static Optional<List<Instruction>> inner(List<Instruction> method) {
        List<Span> spans =
                method.stream().flatMap(instruction -> span(instruction).stream()).toList();
        return spans.stream()
                .filter(span -> spans.stream().noneMatch(span::holds))
                .map(span -> within(span, method))
                .filter(loop -> arithmetic(loop) > 0)
                .max(Comparator.comparingLong(Loops::arithmetic));
    }

    private static Optional<Span> span(Instruction jump) {
        return jump.conditionalTarget().stream()
                // What lies outside the method is negative here, or behind.
                .filter(target -> target >= 0 && target < jump.offset())
                .mapToObj(target -> new Span(target, jump.offset()))
                .findFirst();
    }

    private static List<Instruction> within(Span span, List<Instruction> method) {
        return method.stream()
                .filter(one -> one.offset() >= span.from && one.offset() <= span.to)
                .toList();
    }

    static long arithmetic(List<Instruction> loop) {
        return loop.stream().filter(Instruction::arithmetic).count();
    }

    /** What a loop does. */
    static MachineCode.Counts counts(List<Instruction> loop) {
        return new MachineCode.Counts(
                count(loop, Instruction::multiplyAdd),
                count(loop, one -> one.arithmetic() && !one.multiplyAdd()),
                count(loop, one -> one.reads() && !one.onStack()),
                count(loop, one -> one.writes() && !one.onStack()),
                count(loop, one -> one.writes() && one.onStack()),
                count(loop, one -> one.reads() && one.onStack()),
                count(loop, Instruction::jump),
                count(
                        loop,
                        one -> !one.arithmetic() && !one.reads() && !one.writes() && !one.jump()));
    }

    private static int count(List<Instruction> loop, Predicate<Instruction> wanted) {
        return (int) loop.stream().filter(wanted).count();
    }
}
