package org.lanewise.compile;

/**
 * The one place that asks whether this Java has a compiler. {@link KernelCompiler} needs the module
 * java.compiler to be loaded at all, so it is not loaded before the gate has said yes.
 */
public final class CompilerGate {
    private CompilerGate() {}

    /** Whether kernels can be compiled in this JVM. */
    public static boolean open() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent();
    }

    /**
     * Lets only JVMs with a compiler through.
     *
     * @throws KernelCompileException with the remedy, otherwise
     */
    public static void require() {
        if (!open()) {
            throw new KernelCompileException(
                    "This Java has no compiler (module jdk.compiler); run on a full JDK, or load a kernel pack, which needs none.");
        }
    }
}
