package org.lanewise.tuner.measure.protocol;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of JVMs that run kernels. */
public final class WorkerJvm {
    /** Flags every JVM needs that runs kernels; an application needs the first two as well. */
    public static final List<String> FLAGS =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djmh.ignoreLock=true");

    /**
     * Kernels reach C2 after a tenth of the usual calls, which saves most of a candidate's time and
     * changes no generated code.
     */
    private static final List<String> IMPATIENT =
            List.of(
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=CompileThresholdScaling,org.lanewise.generated.K_*::*,0.1");

    private static final int FEW_PROCESSORS = 4;

    private WorkerJvm() {}

    /** The {@code java} that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The command line of a worker that runs kernels under the flags an application uses. The class
     * path is for the environment variable {@code CLASSPATH}, see {@link #classPath}.
     */
    public static List<String> applicationCommand(String mainClass) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(FLAGS);
        command.add(mainClass);
        return command;
    }

    /**
     * The same, but the JVM writes the machine code that C2 makes of kernels into a file. What is
     * compiled is the same: the flags ask for words alone.
     */
    public static List<String> printingCommand(String mainClass, Path log) {
        List<String> command = new ArrayList<>(applicationCommand(mainClass));
        command.addAll(
                1,
                List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        // Lines of all instructions, not of calls alone; the instructions stay.
                        "-XX:+DebugNonSafepoints",
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=print,org.lanewise.generated.K_*::*",
                        "-XX:+LogVMOutput",
                        "-XX:-DisplayVMOutput",
                        "-XX:LogFile=" + log));
        return command;
    }

    /** This process's class path and some jars. */
    public static String classPath(List<String> moreJars) {
        List<String> entries = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        entries.addAll(moreJars);
        return String.join(File.pathSeparator, entries);
    }

    /**
     * The command line of a long-lived worker. It has the garbage collector that an application has
     * by default, because C2 compiles loops otherwise for collectors that need safepoints in them
     * (G1, ZGC) than for those that do not: the same kernel has been seen to spill under one and
     * not under the other, and to take half as long again.
     */
    public static List<String> screeningCommand(String mainClass) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(FLAGS);
        command.addAll(IMPATIENT);
        if (Runtime.getRuntime().availableProcessors() < FEW_PROCESSORS) {
            // HotSpot gives small machines one C2 thread; a kernel's regions compile faster on two.
            command.add("-XX:CICompilerCount=3");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return command;
    }
}
