package org.lanewise.runtime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.pack.JarClasses;
import org.lanewise.schedule.LegalSchedule;

/**
 * Finds kernels that are classes of the application, in the loader of the thread that loads a pack
 * or in the library's own. Thread-safe.
 */
final class JarKernels {
    private final List<ClassLoader> loaders;

    JarKernels() {
        this(
                Stream.of(
                                Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
                                Optional.ofNullable(JarKernels.class.getClassLoader()))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
    }

    /** Asks these, in this order. */
    JarKernels(List<ClassLoader> loaders) {
        this.loaders = loaders;
    }

    /** The kernel of a schedule, or why there is none. */
    Supplied get(LegalSchedule legal) {
        String name = JarClasses.nameOf(legal);
        Supplied.Refused refused = new Supplied.Refused("");
        for (ClassLoader loader : loaders) {
            try {
                return new Supplied.Ready(
                        Class.forName(name, true, loader)
                                .asSubclass(DepthwiseKernel.class)
                                .getDeclaredConstructor()
                                .newInstance());
            } catch (ClassNotFoundException notThere) {
                // The usual case: nobody has put a jar of kernels there. The next loader is asked.
            } catch (ReflectiveOperationException | LinkageError | ClassCastException unfit) {
                // The next loader may have one that fits.
                refused =
                        new Supplied.Refused(
                                "in a jar is none that this JVM takes (" + unfit + "), and ");
            }
        }
        return refused;
    }
}
