package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.codegen.KernelSource;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.LoopNestPrinter;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.suites.Arithmetic;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise show}: what a schedule makes of a workload. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Prints the arithmetic, the loop nest and the generated kernel of a workload.")
final class ShowCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            description = "Such as c512_b1_t2x6_chw_taps_held_raw (default: the default schedule).")
    private @Nullable String schedule;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            defaultValue = "avx512",
            description =
                    "What to generate for: avx512, avx2, sse, neon or sve, and what differs, such as"
                            + " avx2,fma=no (default: ${DEFAULT-VALUE}).")
    private Target target = Target.AVX512;

    @Option(
            names = "--out-channels",
            paramLabel = "N",
            description = "Output channels of the pointwise layer behind it, for the arithmetic.")
    private @Nullable Integer outChannels;

    @Option(names = "--no-source", description = "Leave the generated Java source out.")
    private boolean noSource;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (Layer layer : suites.on(target).suite().layers()) {
            show(layer.workload(), out);
        }
        out.flush();
        return 0;
    }

    private void show(Workload workload, PrintWriter out) {
        arithmetic(workload, out);
        LegalSchedule legal = legal(workload);
        out.println();
        out.print(LoopNestPrinter.print(Lowering.lower(legal)));
        if (!noSource) {
            out.println();
            out.print(KernelSource.of(legal).text());
        }
    }

    private void arithmetic(Workload workload, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: output %dx%dx%d, %,d FLOPs%n",
                workload,
                workload.outputChannels(),
                workload.output().h(),
                workload.output().w(),
                workload.flops());
        if (outChannels != null) {
            Arithmetic arithmetic = Arithmetic.of(workload, outChannels);
            out.printf(
                    Locale.ROOT,
                    "depthwise %,d + pointwise to %d channels %,d = %,d FLOPs; the full convolution they replace: %,d FLOPs (%.1f times as many)%n",
                    arithmetic.depthwise(),
                    outChannels,
                    arithmetic.pointwise(),
                    arithmetic.separable(),
                    arithmetic.full(),
                    (double) arithmetic.full() / arithmetic.separable());
        }
    }

    private LegalSchedule legal(Workload workload) {
        ScheduleSpace space = ScheduleSpace.of(workload, target);
        if (schedule != null) {
            return space.admit(Schedule.parse(schedule));
        }
        return space.requireDefault();
    }
}
