package org.lanewise.reports.panels;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Panel;

/**
 * What the JIT made of a layer's best kernel.
 *
 * @param layer the layer's name
 * @param code the machine code
 * @param lines what its methods were made from; nothing where no machine code was counted
 */
public record Machine(String layer, MachineCode code, List<MethodLines> lines) implements Panel {
    /** Keeps an unmodifiable copy. */
    public Machine {
        lines = List.copyOf(lines);
    }

    @Override
    public String title() {
        return "Machine code";
    }

    @Override
    public String name() {
        return "machine";
    }

    /** The instructions of a method's loop, each behind the number of its line of Java. */
    public String loopOf(MachineCode.Method method) {
        return method.loop().stream()
                .map(MachineCode.Line::numbered)
                .collect(Collectors.joining("\n"));
    }

    /** The lines of Java that the instructions of a method's loop are of. */
    public List<Integer> javaOf(MachineCode.Method method) {
        return method.loop().stream().flatMapToInt(line -> line.java().stream()).boxed().toList();
    }

    /** What a method was made from; empty where the source has no such method. */
    public Optional<MethodLines> linesOf(MachineCode.Method method) {
        return lines.stream().filter(lines -> lines.method().equals(method.name())).findFirst();
    }
}
