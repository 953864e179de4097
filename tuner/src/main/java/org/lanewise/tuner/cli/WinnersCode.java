package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.reports.MachineCode;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.MachineLock;
import org.lanewise.tuner.measure.code.KernelPrint;
import org.lanewise.workload.Workload;

/** What C2 makes of a result's kernels, read here and now. */
final class WinnersCode {
    private WinnersCode() {}

    /**
     * Runs each best kernel once more.
     *
     * @throws UserError if the result is not this machine's
     */
    static Map<Workload, MachineCode> read(BestConfig best, PrintWriter err)
            throws InterruptedException {
        Optional<Machine> here = ThisMachine.here();
        if (here.isEmpty() || !here.get().covers(best.machine())) {
            throw new UserError(
                    "--machine-code runs the kernels here, and this result is another machine's; leave it out.");
        }
        Map<Workload, MachineCode> code = new HashMap<>();
        try (MachineLock _ = MachineTurn.take("report " + best.suite(), err)) {
            for (TunedLayer layer : best.layers()) {
                if (!code.containsKey(layer.workload())) {
                    code.put(layer.workload(), read(layer, here.get()));
                }
            }
        }
        return code;
    }

    private static MachineCode read(TunedLayer layer, Machine here) throws InterruptedException {
        try {
            return KernelPrint.of(
                    ScheduleSpace.of(layer.workload(), here.target()).admit(layer.best()));
        } catch (InvalidScheduleException broken) {
            return new MachineCode.Absent(String.valueOf(broken.getMessage()));
        }
    }
}
