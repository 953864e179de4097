package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.reports.Format;

/** Machines in words. */
final class MachineWords {
    private MachineWords() {}

    /** All that is known of one. */
    static String of(Machine machine) {
        return machine.cpu()
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

    /** What one has, and another has instead; empty if they are equal. */
    static String differences(Machine one, Machine other) {
        List<String> differences = new ArrayList<>();
        add(differences, one.cpu(), other.cpu());
        add(differences, one.isa(), other.isa());
        add(differences, one.vectorBits() + " bits", other.vectorBits() + " bits");
        add(differences, processors(one), processors(other));
        add(differences, one.os(), other.os());
        add(differences, "JDK " + one.jdk(), "JDK " + other.jdk());
        add(differences, flags(one), flags(other));
        return String.join(", ", differences);
    }

    /** Why a run begins anew although there are trials. */
    static String unused(Machine there, Machine here, int layers) {
        return "The trials of "
                + Format.count(layers, "layer")
                + " in the database were measured elsewhere ("
                + differences(there, here)
                + "), so this run begins anew.";
    }

    private static void add(List<String> differences, String one, String other) {
        if (!one.equals(other)) {
            differences.add(one + " instead of " + other);
        }
    }

    private static String processors(Machine machine) {
        return machine.cores() == 1 ? "1 processor" : machine.cores() + " processors";
    }

    private static String flags(Machine machine) {
        return machine.jvmFlags().isEmpty() ? "no flags" : String.join(" ", machine.jvmFlags());
    }
}
