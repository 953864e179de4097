package org.lanewise.generated;

import java.lang.invoke.MethodHandles;
import org.lanewise.kernel.DepthwiseKernel;

/** Defines generated classes beside itself. Thread-safe. */
public final class KernelDefiner {
    private KernelDefiner() {}

    /**
     * Defines a kernel as a hidden class, which is unloaded when nothing refers to it any more.
     *
     * @param classFile bytes of a class of this package that implements {@link DepthwiseKernel}
     * @throws IllegalArgumentException if the bytes are no such class
     */
    public static DepthwiseKernel define(byte[] classFile) {
        try {
            return MethodHandles.lookup()
                    .defineHiddenClass(classFile, true)
                    .lookupClass()
                    .asSubclass(DepthwiseKernel.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException unfit) {
            throw new IllegalArgumentException("These bytes are no generated kernel class.", unfit);
        }
    }
}
