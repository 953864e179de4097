package org.lanewise.pack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;

/** Compiles a best configuration into a pack. Needs a compiler, but not the Vector API. */
public final class PackCompiler {
    private PackCompiler() {}

    /**
     * Compiles the best and the default kernels of each layer: the default one is what machines
     * with other processors but the same vectors run, its checked twin what JVMs do that deny
     * native access.
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
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try (KernelCompiler compiler = new KernelCompiler()) {
            for (TunedLayer layer : config.layers()) {
                ScheduleSpace space = ScheduleSpace.of(layer.workload(), config.machine().target());
                add(parts, compiler, space.admit(layer.best()));
                addDefaults(parts, compiler, space);
                for (Target other : others) {
                    addDefaults(parts, compiler, ScheduleSpace.of(layer.workload(), other));
                }
            }
        }
        return new KernelPack(config, parts);
    }

    private static void addDefaults(
            Map<String, byte[]> parts, KernelCompiler compiler, ScheduleSpace space) {
        space.defaultSchedule().ifPresent(plain -> add(parts, compiler, plain));
        space.checkedDefault().ifPresent(plain -> add(parts, compiler, plain));
    }

    private static void add(
            Map<String, byte[]> parts, KernelCompiler compiler, LegalSchedule legal) {
        KernelSource source = KernelSource.of(legal);
        parts.put(KernelPack.sourcePart(legal), source.text().getBytes(StandardCharsets.UTF_8));
        parts.put(KernelPack.classPart(legal), compiler.classFile(source));
    }
}
