package org.lanewise.codegen;

import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.JavaPrinter;
import org.lanewise.schedule.LegalSchedule;

/**
 * The Java source of one kernel.
 *
 * @param source what it was generated from
 * @param className its binary name
 * @param text the compilation unit
 * @param tasks number of independent tasks that {@code DepthwiseKernel.run} counts
 */
public record KernelSource(LegalSchedule source, String className, String text, int tasks) {
    /**
     * Counts up whenever schedules become other code than before: what was measured of the code of
     * another generator says nothing of this one's.
     */
    public static final int GENERATOR = 8;

    /** Package of kernels that are defined at run time; the JIT directive names it. */
    public static final String PACKAGE = "org.lanewise.generated";

    /** Begins the package of kernels that are classes of a jar; the JIT directive names it, too. */
    public static final String JAR_PACKAGES = "org.lanewise.packed";

    /** Begins the simple name of every kernel class; the JIT directive names it. */
    public static final String PREFIX = "K_";

    /** Ends the simple name of kernels that multiply and then add. */
    private static final String WITHOUT_FMA = "_mul_add";

    /** The simple name of a kernel's class: its schedule, and whether its target lacks FMA. */
    public static String simpleName(LegalSchedule legal) {
        return PREFIX + legal.schedule() + (legal.target().fma() ? "" : WITHOUT_FMA);
    }

    /** Generates the kernel of a legal schedule. */
    public static KernelSource of(LegalSchedule legal) {
        return of(legal, PACKAGE, simpleName(legal));
    }

    /** The same as a class of another name. */
    public static KernelSource of(LegalSchedule legal, String packageName, String simpleName) {
        LoopNest nest = Lowering.lower(legal);
        return new KernelSource(
                legal,
                packageName + "." + simpleName,
                JavaPrinter.print(nest, packageName, simpleName),
                nest.tasks());
    }
}
