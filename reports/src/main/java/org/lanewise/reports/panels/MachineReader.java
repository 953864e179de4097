package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Run;

/** Reads what the JIT made of a layer's best kernel. */
public final class MachineReader {
    private MachineReader() {}

    /** The machine code of a layer. */
    public static Machine read(Run run, LayerRun layer) {
        MachineCode code = run.machineCode().getOrDefault(layer.workload(), MachineCode.NOT_READ);
        return new Machine(layer.name(), code, lines(code, layer));
    }

    /** The generator that is asked here made the kernel whose code was read. */
    private static List<MethodLines> lines(MachineCode code, LayerRun layer) {
        return code instanceof MachineCode.Counted
                        && KernelText.of(
                                        layer.workload(),
                                        layer.tuned().best(),
                                        layer.config().machine().target())
                                instanceof KernelText.Generated kernel
                ? MethodLines.of(kernel)
                : List.of();
    }
}
