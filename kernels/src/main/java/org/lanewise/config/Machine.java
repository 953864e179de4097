package org.lanewise.config;

import java.util.List;
import org.lanewise.target.Target;

/**
 * What a measurement depends on besides workload and schedule. Two equal machines may share
 * results.
 *
 * @param cpu model name of the processor
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
        String isa,
        int vectorBits,
        int cores,
        String os,
        String jdk,
        List<String> jvmFlags) {
    /** Keeps an unmodifiable copy. */
    public Machine {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** What kernels for it are generated for. */
    public Target target() {
        return isa.contains("/")
                ? Target.ofWidth(isa.startsWith("aarch64"), vectorBits)
                : Target.parse(isa);
    }
}
