package org.lanewise.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The flags of a JVM that change what code its JIT makes, or how long that takes to run. Plain
 * loops, here as in what else tells of a machine: a JVM that loads a pack waits for them.
 */
public final class JvmFlags {
    private static final List<String> COLLECTORS =
            List.of("G1", "Serial", "Parallel", "Z", "Shenandoah", "Epsilon");

    /** The option whose compiler is written in Java, as Graal is. */
    static final String OTHER_JIT = "UseJVMCICompiler";

    private static final String BEFORE_COLLECTOR = "-XX:+Use";

    private static final String BEHIND_COLLECTOR = "GC";

    /**
     * Begins the names of options that change neither: sizes and tuning of the heap, logging,
     * crashes, archives of classes, when the JIT begins. Whatever is not listed counts.
     */
    private static final List<String> HARMLESS =
            List.of(
                    "AOT",
                    "ActiveProcessorCount",
                    "AlwaysPreTouch",
                    "Archive",
                    "CICompilerCount",
                    "CompileCommand=CompileThresholdScaling",
                    "CompileCommand=quiet",
                    "CompilerThreadStackSize",
                    "CompressedClassSpaceSize",
                    "ConcGCThreads",
                    "CrashOn",
                    "CreateCoredump",
                    "DisableAttach",
                    "Dump",
                    "EnableDynamicAgent",
                    "ErrorFile",
                    "ExitOn",
                    "FlightRecorder",
                    "G1",
                    "HeapDump",
                    "InitialCodeCacheSize",
                    "InitialHeap",
                    "InitialRAM",
                    "Log",
                    "MaxDirectMemorySize",
                    "MaxGCPauseMillis",
                    "MaxHeap",
                    "MaxMetaspace",
                    "MaxNewSize",
                    "MaxRAM",
                    "MaxTenuring",
                    "MetaspaceSize",
                    "MinHeap",
                    "MinRAM",
                    "NativeMemoryTracking",
                    "NewRatio",
                    "NewSize",
                    "OnError",
                    "OnOutOfMemory",
                    "ParallelGCThreads",
                    "PerfData",
                    "PerfDisable",
                    "Print",
                    "RecordDynamic",
                    "ReservedCodeCacheSize",
                    "Shared",
                    "Shenandoah",
                    "ShowMessage",
                    "SoftMax",
                    "SoftRef",
                    "StartAttach",
                    "StartFlight",
                    "Survivor",
                    "ThreadStackSize",
                    "Unlock",
                    "UsePerfData",
                    "UseStringDedup",
                    "VMThreadStackSize",
                    "Z");

    private JvmFlags() {}

    /**
     * Those of this JVM, sorted. The collector is among them whether it was asked for or chosen by
     * the JVM itself, and missing only if the JVM does not tell; so is a JIT that is none of
     * HotSpot's own, which some JVMs choose by themselves.
     */
    static List<String> ofThisJvm() {
        return of(withJit(Jvm.flags(), Jvm.option(OTHER_JIT)), collector());
    }

    /** With the flag of the other JIT, if it is in force. */
    static List<String> withJit(List<String> given, Optional<String> otherJit) {
        return otherJit.equals(Optional.of("true"))
                ? Stream.concat(given.stream(), Stream.of("-XX:+" + OTHER_JIT)).toList()
                : given;
    }

    static List<String> of(List<String> given, Optional<String> collectorInForce) {
        SortedSet<String> counting = new TreeSet<>();
        for (String flag : given) {
            if (counts(flag)) {
                counting.add(flag);
            }
        }
        Optional<String> collector =
                collectorInForce.isPresent() ? collectorInForce : collector(given);
        if (collector.isPresent()) {
            counting.add(collectorFlag(collector.get()));
        }
        return List.copyOf(counting);
    }

    /** The collector that such flags name, as {@code G1}. */
    public static Optional<String> collector(List<String> flags) {
        Optional<String> found = Optional.empty();
        for (String flag : flags) {
            if (isCollector(flag)) {
                found =
                        Optional.of(
                                flag.substring(
                                        BEFORE_COLLECTOR.length(),
                                        flag.length() - BEHIND_COLLECTOR.length()));
            }
        }
        return found;
    }

    /** Such flags without the collector. */
    public static List<String> others(List<String> flags) {
        List<String> others = new ArrayList<>();
        for (String flag : flags) {
            if (!isCollector(flag)) {
                others.add(flag);
            }
        }
        return List.copyOf(others);
    }

    private static boolean isCollector(String flag) {
        return flag.startsWith(BEFORE_COLLECTOR)
                && flag.endsWith(BEHIND_COLLECTOR)
                && flag.length() > BEFORE_COLLECTOR.length() + BEHIND_COLLECTOR.length();
    }

    private static Optional<String> collector() {
        for (String name : COLLECTORS) {
            if (Jvm.option("Use" + name + "GC").equals(Optional.of("true"))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static String collectorFlag(String name) {
        return "-XX:+Use" + name + "GC";
    }

    private static boolean counts(String flag) {
        if (!flag.startsWith("-XX:")) {
            return List.of("-Xint", "-Xcomp", "-Xbatch").contains(flag)
                    || flag.startsWith("-Djdk.incubator.vector");
        }
        String option = flag.substring("-XX:".length()).replaceFirst("^[+-]", "");
        boolean collector = flag.matches("-XX:[+-]Use\\w+GC");
        return !collector && HARMLESS.stream().noneMatch(option::startsWith);
    }
}
