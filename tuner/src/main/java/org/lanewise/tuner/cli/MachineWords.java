package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.db.Held;
import org.lanewise.host.Likeness;
import org.lanewise.reports.Format;

/** Machines in words. */
final class MachineWords {
    /** More would hide what a command has to say. */
    private static final int MOST_LINES = 4;

    private MachineWords() {}

    /** All that is known of one. */
    static String of(Machine machine) {
        return machine.cpu()
                + (machine.stepping().isEmpty() ? "" : " " + stepping(machine))
                + (machine.hypervisor().isEmpty() ? "" : ", " + hypervisor(machine))
                + ", "
                + machine.isa()
                + ", "
                + processors(machine)
                + ", "
                + machine.os()
                + ", JDK "
                + machine.jdk()
                + (machine.jvmFlags().isEmpty() ? "" : ", " + flags(machine));
    }

    /** Whether a machine's description has what a user typed, in whatever case. */
    static boolean describe(Machine machine, String words) {
        return of(machine).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    /** The machines of results, each once. */
    static List<String> ofAll(List<BestConfig> results) {
        return results.stream().map(best -> of(best.machine())).distinct().toList();
    }

    /** What a database holds and a run does not use, and why; a line each. */
    static List<String> unused(List<Held> held, Machine here) {
        List<Held> parts = held.stream().filter(part -> !part.usableOn(here)).toList();
        List<String> lines =
                parts.stream()
                        .limit(MOST_LINES)
                        .map(part -> unused(part, here))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (parts.size() > MOST_LINES) {
            lines.add("Not used: some more; 'lanewise db stats' lists all that there is.");
        }
        return lines;
    }

    private static String unused(Held held, Machine here) {
        return "Not used: "
                + Format.count(held.trials(), "trial")
                + " of "
                + Format.count(held.shapes(), "shape")
                + (held.generator() == KernelSource.GENERATOR
                        ? " measured " + Likeness.of(held.machine(), here).words() + "."
                        : " of kernels that generator "
                                + held.generator()
                                + " made; this one is "
                                + KernelSource.GENERATOR
                                + ".");
    }

    private static String stepping(Machine machine) {
        return machine.stepping().isEmpty()
                ? "stepping not recorded"
                : "stepping " + machine.stepping();
    }

    private static String hypervisor(Machine machine) {
        if (machine.hypervisor().isEmpty()) {
            return "hypervisor not recorded";
        }
        return machine.hypervisor().equals(Machine.BARE)
                ? "no hypervisor"
                : "hypervisor " + machine.hypervisor();
    }

    private static String processors(Machine machine) {
        return machine.cores() == 1 ? "1 processor" : machine.cores() + " processors";
    }

    private static String flags(Machine machine) {
        return machine.jvmFlags().isEmpty() ? "no flags" : String.join(" ", machine.jvmFlags());
    }
}
