package org.lanewise.reports.panels;

import org.lanewise.reports.LayerRun;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Run;

/** Reads what the JIT made of a layer's best kernel. */
public final class MachineReader {
    private MachineReader() {}

    /** The machine code of a layer. */
    public static Machine read(Run run, LayerRun layer) {
        return new Machine(
                layer.name(),
                run.machineCode().getOrDefault(layer.workload(), MachineCode.NOT_READ));
    }
}
