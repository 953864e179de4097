package org.lanewise.pack;

import org.lanewise.codegen.KernelSource;
import org.lanewise.schedule.LegalSchedule;

/** What kernels are called that are classes of a jar: of each workload and schedule another. */
public final class JarClasses {
    /**
     * The package of all of them. Those of another format are in another one, so that no version of
     * the library takes what it does not understand.
     */
    public static final String PACKAGE = KernelSource.JAR_PACKAGES + ".v" + PackFile.FORMAT;

    private JarClasses() {}

    /** The binary name of a kernel's class. */
    public static String nameOf(LegalSchedule legal) {
        return PACKAGE + "." + simpleName(legal);
    }

    static KernelSource source(LegalSchedule legal) {
        return KernelSource.of(legal, PACKAGE, simpleName(legal));
    }

    /** Points and signs, which are in paddings and clamps, are no part of a name. */
    private static String simpleName(LegalSchedule legal) {
        String workload = legal.workload().toString().replace(".", "$").replace("-", "$m");
        return KernelSource.PREFIX
                + workload
                + KernelSource.simpleName(legal).replaceFirst("^" + KernelSource.PREFIX, "_by_");
    }
}
