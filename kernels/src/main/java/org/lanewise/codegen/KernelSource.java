package org.lanewise.codegen;

import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.JavaPrinter;
import org.lanewise.schedule.LegalSchedule;

/**
 * The Java source of one kernel.
 *
 * @param source what it was generated from
 * @param className its binary name, in package {@code org.lanewise.generated}
 * @param text the compilation unit
 * @param tasks number of independent tasks that {@code DepthwiseKernel.run} counts
 */
public record KernelSource(LegalSchedule source, String className, String text, int tasks) {
    /**
     * Counts up whenever schedules become other code than before: what was measured of the code of
     * another generator says nothing of this one's.
     */
    public static final int GENERATOR = 4;

    /** Package that all kernels live in; the JIT directive names it. */
    public static final String PACKAGE = "org.lanewise.generated";

    /** Begins the simple name of every kernel class; the JIT directive names it. */
    public static final String PREFIX = "K_";

    /** Generates the kernel of a legal schedule. */
    public static KernelSource of(LegalSchedule legal) {
        String simpleName = PREFIX + legal.schedule();
        LoopNest nest = Lowering.lower(legal);
        return new KernelSource(
                legal,
                PACKAGE + "." + simpleName,
                JavaPrinter.print(nest, PACKAGE, simpleName),
                nest.tasks());
    }
}
