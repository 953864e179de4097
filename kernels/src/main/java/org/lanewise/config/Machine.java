package org.lanewise.config;

import java.util.List;
import java.util.Objects;
import org.lanewise.target.Target;

/**
 * What a measurement depends on besides workload and schedule. Two equal machines may share
 * results.
 *
 * @param cpu model name of the processor
 * @param stepping which revision of it, empty where that was not recorded
 * @param hypervisor what runs the machine if it is virtual, {@link #BARE} if it is none, empty
 *     where that was not recorded
 * @param isa what kernels are generated for, {@link Target}'s text; files of older versions hold
 *     architecture and vector width, such as {@code amd64/512}
 * @param vectorBits widest vectors the JVM uses, in bits
 * @param cores processors the JVM may use
 * @param os operating system name
 * @param jdk vendor and version of the JVM
 * @param jvmFlags flags of the measured JVM that change generated code, sorted
 */
public record Machine(
        String cpu,
        String stepping,
        String hypervisor,
        String isa,
        int vectorBits,
        int cores,
        String os,
        String jdk,
        List<String> jvmFlags) {
    /** The hypervisor of a machine that is not virtual. */
    public static final String BARE = "none";

    /** Keeps an unmodifiable copy. Readers of older files know nothing of what these lack. */
    public Machine {
        stepping = Objects.requireNonNullElse(stepping, "");
        hypervisor = Objects.requireNonNullElse(hypervisor, "");
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** A machine of which stepping and hypervisor were not recorded. */
    public Machine(
            String cpu,
            String isa,
            int vectorBits,
            int cores,
            String os,
            String jdk,
            List<String> jvmFlags) {
        this(cpu, "", "", isa, vectorBits, cores, os, jdk, jvmFlags);
    }

    /**
     * Whether a recorded machine is this one as far as was recorded: what older versions did not
     * write down may have been anything.
     */
    public boolean covers(Machine recorded) {
        return equals(
                new Machine(
                        recorded.cpu,
                        recorded.stepping.isEmpty() ? stepping : recorded.stepping,
                        recorded.hypervisor.isEmpty() ? hypervisor : recorded.hypervisor,
                        recorded.isa,
                        recorded.vectorBits,
                        recorded.cores,
                        recorded.os,
                        recorded.jdk,
                        recorded.jvmFlags));
    }

    /** What kernels for it are generated for. */
    public Target target() {
        return isa.contains("/")
                ? Target.ofWidth(isa.startsWith("aarch64"), vectorBits)
                : Target.parse(isa);
    }
}
