package org.lanewise.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.Host;
import org.lanewise.host.Lack;
import org.lanewise.host.Likeness;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Rule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Workload;

/**
 * Chooses a kernel for each workload, by {@link Level}: tuned for it, tuned for a sibling, which
 * differs in epilogue or number of images alone, tuned for a neighbour, which differs in sizes,
 * default schedule, scalar. What it names it has in its hands: a kernel that cannot be loaded or
 * compiled is passed by, with the reason.
 */
final class Selector {
    /** What comes of a tuned layer. */
    private sealed interface Found {
        record Kernel(ConvKernel kernel) implements Found {}

        record Nothing(String why) implements Found {}
    }

    private final BestConfig config;
    private final Supplier<Host> here;
    private final Supply supply;

    /**
     * A selector.
     *
     * @param here what machine and JVM this is
     * @param supply gives the kernels
     */
    Selector(BestConfig config, Supplier<Host> here, Supply supply) {
        this.config = config;
        this.here = here;
        this.supply = supply;
    }

    BestConfig config() {
        return config;
    }

    Selection select(Workload workload) {
        Host host;
        try {
            host = here.get();
        } catch (IllegalStateException unknown) {
            return scalar(workload, Level.SCALAR, String.valueOf(unknown.getMessage()));
        }
        Optional<Lack> lack = host.capabilities().againstVectors();
        return lack.isPresent()
                ? scalar(workload, levelWithout(lack.get()), lack.get().words())
                : vectors(host, host.machine().orElseThrow(), workload);
    }

    private static Level levelWithout(Lack lack) {
        return switch (lack) {
            case JIT, C2, COMPILED_VECTORS -> Level.VECTORS_NOT_COMPILED;
            case SWITCHED_OFF,
                    VECTOR_API,
                    VECTOR_WIDTH,
                    FMA,
                    NATIVE_ACCESS,
                    JAVA_COMPILER,
                    MANAGEMENT,
                    DIRECTIVES ->
                    Level.SCALAR;
        };
    }

    private Selection vectors(Host host, Machine machine, Workload workload) {
        ScheduleSpace space = ScheduleSpace.of(workload, machine.target());
        Optional<TunedLayer> exact = config.find(workload);
        String whyNot = "it is not among the workloads tuned in " + config.suite();
        if (exact.isPresent()) {
            // No switch: a JVM that starts would link it.
            Found own = kernel(host, machine, space, exact.get());
            if (own instanceof Found.Kernel(var kernel)) {
                return tuned(host, machine, kernel);
            }
            whyNot = ((Found.Nothing) own).why();
        }
        List<TunedLayer> siblings = config.siblings(workload);
        for (TunedLayer layer : siblings) {
            if (kernel(host, machine, space, layer) instanceof Found.Kernel(var kernel)) {
                return lent(Level.SAME_CONVOLUTION, host, machine, layer, kernel, whyNot);
            }
        }
        for (TunedLayer layer : siblings) {
            switch (siblingsOwn(host, machine, layer, workload)) {
                case Found.Kernel(var kernel) -> {
                    return lent(
                            Level.SAME_CONVOLUTION,
                            host,
                            machine,
                            layer,
                            kernel,
                            whyNot + ", with its own kernel");
                }
                case Found.Nothing(String why) ->
                        whyNot += "; its sibling " + layer.layer() + " does not serve: " + why;
            }
        }
        return neighbour(host, machine, space, whyNot);
    }

    private Selection neighbour(Host host, Machine machine, ScheduleSpace space, String whyNot) {
        Optional<TunedLayer> near = Neighbours.nearest(config, space.workload());
        if (near.isEmpty()) {
            return untuned(host, space, whyNot);
        }
        TunedLayer layer = near.get();
        Found found =
                Neighbours.objection(layer, space)
                        .<Found>map(Found.Nothing::new)
                        .orElseGet(() -> kernel(host, machine, space, layer));
        return switch (found) {
            case Found.Kernel(var kernel) ->
                    lent(Level.NEIGHBOURING_SHAPE, host, machine, layer, kernel, whyNot);
            case Found.Nothing(String why) ->
                    untuned(
                            host,
                            space,
                            whyNot
                                    + "; its neighbour "
                                    + layer.layer()
                                    + " does not serve: "
                                    + why);
        };
    }

    /** Where no kernel can be made for a workload, the one of a sibling may compute it. */
    private Found siblingsOwn(Host host, Machine machine, TunedLayer layer, Workload asked) {
        Workload there = layer.workload();
        boolean sums =
                there.epilogue().equals(asked.epilogue())
                        || there.epilogue().equals(asked.epilogue().withBias());
        if (!sums) {
            return new Found.Nothing(
                    "its kernel ends with " + there.epilogue().words() + " and cannot do else");
        }
        if (asked.batch() % there.batch() != 0) {
            return new Found.Nothing("its kernel takes " + there.batch() + " images at a time");
        }
        ScheduleSpace space = ScheduleSpace.of(there, machine.target());
        return switch (kernel(host, machine, space, layer)) {
            case Found.Nothing nothing -> nothing;
            case Found.Kernel(var own) -> {
                int times = asked.batch() / there.batch();
                yield new Found.Kernel(
                        ConvKernel.ofSibling(
                                asked,
                                space.admit(layer.best()),
                                times == 1
                                        ? own.kernel()
                                        : new ImageByImage(own.kernel(), there, times)));
            }
        };
    }

    /** How like its machine is to this one. */
    Likeness likeness(Machine here) {
        return Likeness.of(config.machine(), here);
    }

    /** The kernel that a layer was tuned to, for the workload of a space. */
    private Found kernel(Host host, Machine machine, ScheduleSpace space, TunedLayer layer) {
        Optional<String> misfit = misfit(host, machine, space, layer);
        if (misfit.isPresent()) {
            return new Found.Nothing(misfit.get());
        }
        LegalSchedule best = space.admitted(layer.best());
        Supplied supplied = supply.get(best);
        return supplied instanceof Supplied.Ready(var kernel)
                ? new Found.Kernel(ConvKernel.generated(best, kernel))
                : new Found.Nothing("its tuned kernel " + ((Supplied.Refused) supplied).why());
    }

    /** Why a tuned schedule is none for this machine and JVM, if it is none. */
    private Optional<String> misfit(
            Host host, Machine machine, ScheduleSpace space, TunedLayer layer) {
        boolean sameTarget = config.machine().isa().equals(machine.isa());
        Optional<String> otherVectors = sameTarget ? Optional.empty() : otherVectors(machine);
        if (otherVectors.isPresent()) {
            return otherVectors;
        }
        // The kernel that tuning chose for it, in a pack, was compiled from a legal schedule.
        boolean known =
                sameTarget
                        && layer.workload().equals(space.workload())
                        && supply.holds(space.admitted(layer.best()));
        List<Rule> broken = known ? List.of() : space.broken(layer.best());
        if (!broken.isEmpty()) {
            return Optional.of(
                    "the tuned schedule "
                            + layer.best()
                            + " breaks the rule "
                            + broken.getFirst().name());
        }
        return layer.best().access() == Access.RAW && !host.capabilities().has(Lack.NATIVE_ACCESS)
                ? Optional.of(Lack.NATIVE_ACCESS.words())
                : Optional.empty();
    }

    private Optional<String> otherVectors(Machine machine) {
        Machine there = config.machine();
        if (there.target().fma() && !machine.target().fma()) {
            return Optional.of("it was tuned with FMA, and " + Lack.FMA.words());
        }
        if (!machine.target().runs(there.target()) || machine.vectorBits() != there.vectorBits()) {
            return Optional.of(
                    "it was tuned "
                            + Likeness.Kind.OTHER_VECTORS.words()
                            + ": "
                            + new Likeness.Difference(
                                            "target",
                                            there.target().toString(),
                                            machine.target().toString())
                                    .words());
        }
        return Optional.empty();
    }

    /** By the schedule of another layer; says why not by its own, and all that differs. */
    private Selection lent(
            Level level, Host host, Machine here, TunedLayer layer, ConvKernel kernel, String why) {
        Workload there = layer.workload();
        Workload asked = kernel.workload();
        List<String> found = new ArrayList<>();
        note(found, "number of channels", there.channels(), asked.channels());
        note(found, "height", there.input().h(), asked.input().h());
        note(found, "width", there.input().w(), asked.input().w());
        note(found, "epilogue", there.epilogue().words(), asked.epilogue().words());
        note(found, "number of images", there.batch(), asked.batch());
        likeness(here).differences().forEach(difference -> found.add(difference.words()));
        lacks(host).ifPresent(found::add);
        return new Selection(
                level,
                kernel,
                "as layer "
                        + layer.layer()
                        + (level == Level.SAME_CONVOLUTION
                                ? ", the same convolution, since "
                                : ", a neighbouring shape, since ")
                        + why
                        + "; "
                        + String.join(", ", found));
    }

    private Selection tuned(Host host, Machine here, ConvKernel kernel) {
        Likeness likeness = likeness(here);
        Optional<String> lacks = lacks(host);
        Level level =
                switch (likeness.kind()) {
                    case SAME -> lacks.isEmpty() ? Level.EXACT_MACHINE : Level.SAME_PROCESSOR;
                    case SAME_PROCESSOR -> Level.SAME_PROCESSOR;
                    case SAME_VECTORS, OTHER_VECTORS -> Level.SAME_VECTORS;
                };
        return new Selection(level, kernel, why(likeness, lacks));
    }

    private static String why(Likeness likeness, Optional<String> lacks) {
        if (lacks.isEmpty()) {
            return likeness.words();
        }
        return likeness.differences().isEmpty()
                ? Likeness.Kind.SAME_PROCESSOR.words() + ", but " + lacks.get()
                : likeness.words() + ", " + lacks.get();
    }

    /** What tunes has all modules. */
    private static Optional<String> lacks(Host host) {
        return host.capabilities().has(Lack.DIRECTIVES)
                ? Optional.empty()
                : Optional.of("the module jdk.jfr is missing here");
    }

    private Selection untuned(Host host, ScheduleSpace space, String why) {
        Workload workload = space.workload();
        Found plain = defaultKernel(host, space);
        if (plain instanceof Found.Kernel(var kernel)) {
            String origin =
                    kernel.legal()
                            .flatMap(legal -> space.learnedFrom(legal.schedule()))
                            .map(shape -> why + "; its schedule was fastest for " + shape)
                            .orElse(why);
            return new Selection(Level.DEFAULT_SCHEDULE, kernel, origin);
        }
        String reasons = why + ", and " + ((Found.Nothing) plain).why();
        // A pack has kernels for JVMs that are held to narrower vectors; this one takes them, too.
        return space.target()
                .narrower()
                .map(target -> defaultKernel(host, ScheduleSpace.of(workload, target)))
                .flatMap(found ->
                        found instanceof Found.Kernel(var kernel)
                                ? Stream.of(kernel)
                                : Stream.empty())
                .findFirst()
                .map(kernel ->
                        new Selection(
                                Level.DEFAULT_SCHEDULE,
                                kernel,
                                reasons + "; this is the one of narrower vectors"))
                .orElseGet(() -> scalar(workload, Level.SCALAR, reasons));
    }

    private Found defaultKernel(Host host, ScheduleSpace space) {
        Optional<LegalSchedule> plain =
                host.capabilities().has(Lack.NATIVE_ACCESS)
                        ? space.defaultSchedule()
                        : space.checkedDefault();
        if (plain.isEmpty()) {
            return new Found.Nothing("no schedule is legal for it");
        }
        return switch (supply.get(plain.get())) {
            case Supplied.Ready(var kernel) ->
                    new Found.Kernel(ConvKernel.generated(plain.get(), kernel));
            case Supplied.Refused(String why) -> new Found.Nothing("its default kernel " + why);
        };
    }

    private static Selection scalar(Workload workload, Level level, String why) {
        return new Selection(level, ConvKernel.scalar(workload), why);
    }

    private static void note(List<String> found, String what, Object there, Object here) {
        if (!there.equals(here)) {
            found.add(new Likeness.Difference(what, there.toString(), here.toString()).words());
        }
    }
}
