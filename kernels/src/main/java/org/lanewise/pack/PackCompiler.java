package org.lanewise.pack;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Isa;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** Compiles a best configuration into a pack. Needs a compiler, but not the Vector API. */
public final class PackCompiler {
    private PackCompiler() {}

    /**
     * Compiles the best and the default kernels of each layer: the default one is what machines
     * with other processors but the same vectors run, its checked twin what JVMs do that deny
     * native access. The default kernels for narrower vectors are for JVMs that are held to those.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException if this version generates no such
     *     kernel any more
     * @throws org.lanewise.compile.KernelCompileException if this Java has no compiler
     */
    public static KernelPack compile(BestConfig config) {
        return compile(config, List.of());
    }

    /**
     * The same with the default kernels of other targets, too, for JVMs of theirs that have no
     * compiler.
     *
     * @throws org.lanewise.schedule.InvalidScheduleException as above
     * @throws org.lanewise.compile.KernelCompileException as above
     */
    public static KernelPack compile(BestConfig config, List<Target> others) {
        return compile(List.of(config), others);
    }

    /**
     * The same with the kernels of several machines; what they have in common is there once.
     *
     * @param configs at least one, in the order in which equally good ones are preferred
     * @throws IllegalArgumentException if two of them are of one machine
     * @throws org.lanewise.schedule.InvalidScheduleException as above
     * @throws org.lanewise.compile.KernelCompileException as above
     */
    public static KernelPack compile(List<BestConfig> configs, List<Target> others) {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try (KernelCompiler compiler = new KernelCompiler()) {
            for (BestConfig config : configs) {
                List<Target> all = targets(config, others);
                for (TunedLayer layer : config.layers()) {
                    add(
                            parts,
                            compiler,
                            kernels(all, layer).stream()
                                    .filter(kernel ->
                                            !parts.containsKey(KernelPack.classPart(kernel)))
                                    .map(KernelSource::of)
                                    .toList());
                }
            }
        }
        return new KernelPack(configs, parts);
    }

    /** What the kernels of such a pack are for, the tuned machine's target first. */
    public static List<Target> targets(BestConfig config, List<Target> others) {
        Target target = config.machine().target();
        return Stream.of(Stream.of(target), narrower(target), others.stream())
                .flatMap(targets -> targets)
                .distinct()
                .toList();
    }

    /** Those with 128 bits without FMA, too, as processors with such vectors are. */
    private static Stream<Target> narrower(Target target) {
        return target.narrower()
                .flatMap(held ->
                        held.isa() == Isa.SSE
                                ? Stream.of(held, held.withFma(false))
                                : Stream.of(held));
    }

    /** Different ones by their names; the first target is the one that the layer was tuned for. */
    static Collection<LegalSchedule> kernels(List<Target> targets, TunedLayer layer) {
        Workload workload = layer.workload();
        LegalSchedule best = ScheduleSpace.of(workload, targets.getFirst()).admit(layer.best());
        Stream<LegalSchedule> defaults =
                targets.stream()
                        .map(target -> ScheduleSpace.of(workload, target))
                        .flatMap(
                                space -> Stream.of(space.defaultSchedule(), space.checkedDefault()))
                        .flatMap(Optional::stream);
        Map<String, LegalSchedule> kernels = new TreeMap<>();
        Stream.concat(Stream.of(best), defaults)
                .forEach(legal -> kernels.putIfAbsent(KernelSource.simpleName(legal), legal));
        return kernels.values();
    }

    private static void add(
            Map<String, byte[]> parts, KernelCompiler compiler, List<KernelSource> kernels) {
        if (kernels.isEmpty()) {
            return;
        }
        List<byte[]> classFiles = compiler.classFiles(kernels);
        for (int i = 0; i < classFiles.size(); i++) {
            KernelSource kernel = kernels.get(i);
            parts.put(
                    KernelPack.sourcePart(kernel.source()),
                    kernel.text().getBytes(StandardCharsets.UTF_8));
            parts.put(KernelPack.classPart(kernel.source()), classFiles.get(i));
        }
    }
}
