package org.lanewise.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.config.TunedLayer;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.runtime.VectorGate;
import org.lanewise.runtime.WarmUp;

/**
 * A plain application: loads a kernel pack or best-configuration file, runs every layer, and
 * compares results and times with what was promised.
 */
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * Prints a line for each layer; ends with 1 where a result is wrong or the file cannot be used.
     *
     * @param args the file
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length != 1) {
            err.println("Name one kernel pack or best-configuration file.");
            return 2;
        }
        long start = System.nanoTime();
        try (TunedKernels kernels =
                TunedKernels.load(Path.of(args[0]), LoadOptions.DEFAULT.with(Fallback.SILENT))) {
            VectorGate.require();
            out.println(
                    String.format(
                            Locale.ROOT,
                            "Loaded %d layers in %.0f ms.",
                            kernels.config().layers().size(),
                            (System.nanoTime() - start) / 1e6));
            double warmUpMillis = 0;
            int wrong = 0;
            out.println(
                    String.format(
                            "%-24s %12s %12s %7s  %s",
                            "layer", "promised us", "here us", "ratio", "result"));
            for (TunedLayer layer : kernels.config().layers()) {
                LayerCheck check = LayerCheck.of(kernels, layer);
                out.println(line(check));
                wrong += check.wrong().isEmpty() ? 0 : 1;
                warmUpMillis += check.warmUpMillis();
            }
            out.println(
                    String.format(
                            Locale.ROOT, "All warm-ups together took %.0f ms.", warmUpMillis));
            return wrong == 0 ? 0 : 1;
        } catch (IOException | UnsupportedOperationException | KernelCompileException unusable) {
            err.println(unusable.getMessage());
            return 1;
        }
    }

    private static String line(LayerCheck check) {
        String result = check.wrong().isEmpty() ? "right" : "WRONG: " + check.wrong();
        String warmUp =
                switch (check.warmUp()) {
                    case WarmUp.Result.Ready(double millis) ->
                            String.format(Locale.ROOT, "ready after %.0f ms", millis);
                    case WarmUp.Result.StillSlow(long bytes) ->
                            "never fully compiled, " + bytes + " bytes a call";
                };
        return String.format(
                Locale.ROOT,
                "%-24s %12.2f %12.2f %7.2f  %s, %s%s",
                check.layer().layer(),
                check.layer().bestTime().medianNs() / 1e3,
                check.medianNs() / 1e3,
                check.ratio(),
                result,
                warmUp,
                check.level() == Level.EXACT_MACHINE ? "" : "; " + check.explanation());
    }
}
