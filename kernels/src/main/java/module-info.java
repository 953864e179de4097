/**
 * The run-time library of Lanewise: {@link org.lanewise.runtime.TunedKernels} is where to begin.
 * The packages that are exported to its own modules alone may change with each version.
 *
 * <p>Start the JVM with {@code --add-modules jdk.incubator.vector}; without it, the scalar kernel
 * runs. Without {@code jdk.compiler} kernels come from packs alone.
 */
@SuppressWarnings("module") // The modules that are named here build on this one.
module org.lanewise.kernels {
    requires static java.compiler;
    requires static jdk.incubator.vector;
    requires static org.jspecify;
    requires io.avaje.json;
    requires java.management;
    // HotSpot takes compiler directives only where it is there.
    requires jdk.jfr;
    requires jdk.management;

    exports org.lanewise;
    exports org.lanewise.runtime;
    exports org.lanewise.tensor;
    exports org.lanewise.threads;
    exports org.lanewise.workload;
    exports org.lanewise.check to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.codegen to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.codegen.ir to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.codegen.lower to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.codegen.print to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.compile to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.config to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.files to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.generated to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.host to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.json to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.kernel to
            org.lanewise.db,
            org.lanewise.packed,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.memory to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.pack to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.reference to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.schedule to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
    exports org.lanewise.target to
            org.lanewise.db,
            org.lanewise.reports,
            org.lanewise.tuner;
}
