package org.lanewise.host;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lanewise.compile.CompilerGate;
import org.lanewise.target.Target;

/**
 * What this JVM can do for kernels, probed once. Immutable.
 *
 * @param lacks what is missing, in the order in which it matters
 */
public record Capabilities(Set<Lack> lacks) {
    /** The system property by which {@code off} switches vectors off, for whoever doubts them. */
    private static final String SWITCH = "lanewise.vector";

    private static final class Here {
        static final Capabilities PROBED = probe();
    }

    /** Keeps an unmodifiable copy. */
    public Capabilities {
        EnumSet<Lack> ordered = EnumSet.noneOf(Lack.class);
        ordered.addAll(lacks);
        lacks = Collections.unmodifiableSet(ordered);
    }

    /**
     * Those of this JVM. The first call takes milliseconds; seconds, where the flags of the JVM
     * leave doubt whether its JIT compiles vectors, which is then tried.
     */
    public static Capabilities ofThisJvm() {
        return Here.PROBED;
    }

    /** Whether this JVM was started with the Vector API; asked before any class of it is loaded. */
    public static boolean vectorApi() {
        return Jvm.has("jdk.incubator.vector");
    }

    /**
     * Lets only JVMs with the Vector API through.
     *
     * @throws UnsupportedOperationException with the remedy, otherwise
     */
    public static void requireVectorApi() {
        if (!vectorApi()) {
            throw new UnsupportedOperationException(Lack.VECTOR_API.sentence());
        }
    }

    /** Whether there are vectors that kernels can be generated for. */
    static boolean vectors() {
        return !switchedOff() && vectorApi() && VectorClasses.widestBits() >= Target.LEAST_BITS;
    }

    /**
     * Lets only JVMs with such vectors through.
     *
     * @throws UnsupportedOperationException with the remedy, otherwise
     */
    static void requireVectors() {
        requireVectorApi();
        if (switchedOff()) {
            throw new UnsupportedOperationException(Lack.SWITCHED_OFF.sentence());
        }
        if (!vectors()) {
            throw new UnsupportedOperationException(Lack.VECTOR_WIDTH.sentence());
        }
    }

    private static boolean switchedOff() {
        return "off".equalsIgnoreCase(System.getProperty(SWITCH));
    }

    /** Whether something is there. */
    public boolean has(Lack what) {
        return !lacks.contains(what);
    }

    /** What makes vectors slower than scalar code here, if anything does. */
    public Optional<Lack> againstVectors() {
        for (Lack lack : lacks) {
            switch (lack) {
                case SWITCHED_OFF, VECTOR_API, VECTOR_WIDTH, JIT, C2, COMPILED_VECTORS -> {
                    return Optional.of(lack);
                }
                case FMA, NATIVE_ACCESS, JAVA_COMPILER, MANAGEMENT, DIRECTIVES -> {}
            }
        }
        return Optional.empty();
    }

    private static Capabilities probe() {
        EnumSet<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (switchedOff()) {
            // Not even a trial of vectors is made.
            lacks.add(Lack.SWITCHED_OFF);
        } else if (!vectorApi()) {
            lacks.add(Lack.VECTOR_API);
        } else if (!vectors()) {
            lacks.add(Lack.VECTOR_WIDTH);
        } else {
            VectorJit.lack().ifPresent(lacks::add);
        }
        note(lacks, Lack.FMA, MultiplyAdd.isInstruction());
        note(lacks, Lack.NATIVE_ACCESS, nativeAccess());
        note(lacks, Lack.JAVA_COMPILER, CompilerGate.open());
        note(lacks, Lack.MANAGEMENT, Jvm.MANAGED);
        note(lacks, Lack.DIRECTIVES, Jvm.has("jdk.jfr"));
        return new Capabilities(lacks);
    }

    private static void note(Set<Lack> lacks, Lack what, boolean there) {
        if (!there) {
            lacks.add(what);
        }
    }

    /** Where it is neither allowed nor denied, the JVM warns once. */
    @SuppressWarnings("restricted") // Whether it is restricted here is the question.
    private static boolean nativeAccess() {
        try {
            return MemorySegment.NULL.reinterpret(1).byteSize() == 1;
        } catch (IllegalCallerException denied) {
            return false;
        }
    }
}
