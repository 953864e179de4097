package org.lanewise.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Rule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * Chooses a kernel for each workload, by level: tuned here, tuned on a machine with such vectors,
 * default schedule, scalar.
 */
final class Selector {
    private final BestConfig config;
    private final Optional<HeadStart> here;
    private final Predicate<LegalSchedule> obtainable;

    /**
     * A selector.
     *
     * @param here finds out what machine this is, empty where the Vector API is missing
     * @param obtainable whether a kernel can be loaded or compiled in this JVM
     */
    Selector(BestConfig config, Optional<HeadStart> here, Predicate<LegalSchedule> obtainable) {
        this.config = config;
        this.here = here;
        this.obtainable = obtainable;
    }

    Selection select(Workload workload) {
        if (here.isEmpty()) {
            return scalar(
                    workload,
                    "this JVM lacks the Vector API; start a JDK 25 or newer with --add-modules"
                            + " jdk.incubator.vector");
        }
        Machine machine = here.get().machine();
        ScheduleSpace space = ScheduleSpace.of(workload, machine.target());
        Optional<TunedLayer> tuned = config.find(workload);
        if (tuned.isEmpty()) {
            return untuned(space, "it is not among the workloads tuned in " + config.suite());
        }
        return tuned(machine, space, tuned.get());
    }

    private Selection tuned(Machine machine, ScheduleSpace space, TunedLayer layer) {
        Machine there = config.machine();
        if (!machine.target().runs(there.target()) || machine.vectorBits() != there.vectorBits()) {
            return untuned(
                    space,
                    "it was tuned for " + there.target() + " and this JVM is " + machine.target());
        }
        List<Rule> broken = space.broken(layer.best());
        if (!broken.isEmpty()) {
            return untuned(
                    space,
                    "the tuned schedule "
                            + layer.best()
                            + " breaks the rule "
                            + broken.getFirst().name());
        }
        if (layer.best().access() == Access.RAW && !NativeGate.open()) {
            return untuned(space, NativeGate.REMEDY);
        }
        LegalSchedule best = space.admit(layer.best());
        if (!obtainable.test(best)) {
            return untuned(space, "its tuned kernel is not in the pack and there is no compiler");
        }
        String differences = differences(there, machine);
        return differences.isEmpty()
                ? new Selection(
                        layer.workload(),
                        Level.EXACT_MACHINE,
                        Optional.of(best),
                        "on this machine and JVM")
                : new Selection(
                        layer.workload(),
                        Level.SAME_VECTORS,
                        Optional.of(best),
                        "for the same vectors, but " + differences);
    }

    private Selection untuned(ScheduleSpace space, String why) {
        Optional<LegalSchedule> plain =
                NativeGate.open() ? space.defaultSchedule() : space.checkedDefault();
        if (plain.isEmpty()) {
            return scalar(space.workload(), why + ", and no schedule is legal for it");
        }
        if (!obtainable.test(plain.get())) {
            return scalar(
                    space.workload(),
                    why + ", and its default kernel is not in the pack and there is no compiler");
        }
        return new Selection(space.workload(), Level.DEFAULT_SCHEDULE, plain, why);
    }

    private static Selection scalar(Workload workload, String why) {
        return new Selection(workload, Level.SCALAR, Optional.empty(), why);
    }

    private static String differences(Machine there, Machine here) {
        List<String> found = new ArrayList<>();
        note(found, "processor", there.cpu(), here.cpu());
        note(found, "target", there.target(), here.target());
        note(found, "number of processors", there.cores(), here.cores());
        note(found, "operating system", there.os(), here.os());
        note(found, "JVM", there.jdk(), here.jdk());
        note(found, "JVM flags", there.jvmFlags(), here.jvmFlags());
        return String.join(", ", found);
    }

    private static void note(List<String> found, String what, Object there, Object here) {
        if (!Objects.equals(there, here)) {
            found.add("the " + what + " was " + there + " and is " + here);
        }
    }
}
