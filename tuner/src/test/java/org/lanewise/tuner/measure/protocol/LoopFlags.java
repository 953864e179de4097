package org.lanewise.tuner.measure.protocol;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Prints the flags of its JVM that change the code C2 makes of a loop. */
final class LoopFlags {
    private LoopFlags() {}

    public static void main(String[] args) {
        HotSpotDiagnosticMXBean flags =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String name :
                new String[] {"UseCountedLoopSafepoints", "LoopStripMiningIter", "UseSerialGC"}) {
            System.out.println(name + "=" + flags.getVMOption(name).getValue());
        }
    }
}
