package org.lanewise.host;

import org.lanewise.config.Machine;
import org.lanewise.target.Target;

/** Finds out what machine and JVM this is. */
public final class MachineProbe {
    private MachineProbe() {}

    /**
     * This machine and JVM.
     *
     * @throws UnsupportedOperationException without vectors that kernels are generated for
     */
    public static Machine detect() {
        Target target = TargetProbe.detect();
        CpuInfo cpu = CpuInfo.read();
        return new Machine(
                cpu.model(),
                cpu.stepping(),
                cpu.hypervisor(),
                target.toString(),
                target.vectorBits(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name", "unknown"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                JvmFlags.ofThisJvm());
    }
}
