package org.lanewise.reports.panels;

import java.util.OptionalInt;
import org.lanewise.codegen.KernelSource;
import org.lanewise.reports.LayerRun;

/** Reads what the best schedule of a layer means. */
public final class CodeReader {
    private CodeReader() {}

    /** The best schedule of a layer. */
    public static Code read(LayerRun layer) {
        return new Code(
                layer.name(),
                layer.tuned().best(),
                ScheduleDecoder.decode(layer.plan()),
                KernelText.of(
                        layer.workload(), layer.tuned().best(), layer.config().machine().target()),
                another(layer.generator()));
    }

    private static OptionalInt another(OptionalInt generator) {
        return generator.equals(OptionalInt.of(KernelSource.GENERATOR))
                ? OptionalInt.empty()
                : generator;
    }
}
