package org.lanewise.check;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.Capabilities;
import org.lanewise.pack.TunedFile;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;

/**
 * A plain application: loads a kernel pack or best-configuration file, runs its layers, and
 * compares results and times with what was promised.
 */
public final class ConfigCheck {
    private static final int MOST_ARGUMENTS = 3;

    private ConfigCheck() {}

    /**
     * Given a file, prints a line for each layer, for people. Given a file and the number of one of
     * its layers, counted from 0, runs that layer alone, so that no other has shaped the JIT's
     * profile, and prints a {@link LayerVerdict} as one line of JSON. Ends with 1 where a result is
     * wrong or the file cannot be used, with 2 where the arguments are something else.
     *
     * <p>Given the name of a second file, it writes the verdict there, where nothing else that a
     * JVM prints can get between, and ends as soon as standard input does: it belongs to the
     * process that started it.
     *
     * @param args the file, and perhaps a number, and perhaps a file for the verdict
     */
    public static void main(String[] args) {
        if (args.length == MOST_ARGUMENTS) {
            Thread.ofPlatform().daemon().name("end-with-parent").start(ConfigCheck::endWithParent);
        }
        System.exit(run(System.out, System.err, args));
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException killed) {
            // A parent that was killed may break the pipe instead of closing it.
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length < 1
                || args.length > MOST_ARGUMENTS
                || (args.length > 1 && !args[1].matches("\\d{1,6}"))) {
            err.println(
                    "Name one kernel pack or best-configuration file, and perhaps the number of a layer, and a file for its verdict.");
            return 2;
        }
        long start = System.nanoTime();
        Path file = Path.of(args[0]);
        try (TunedKernels kernels =
                TunedKernels.load(file, LoadOptions.DEFAULT.with(Fallback.SILENT))) {
            Capabilities.requireVectorApi();
            double loadMs = (System.nanoTime() - start) / 1e6;
            BestConfig promised = TunedFile.read(file).configs().getFirst();
            return args.length == 1
                    ? all(kernels, promised, loadMs, out)
                    : one(kernels, promised, out, err, args);
        } catch (IOException | UnsupportedOperationException | KernelCompileException unusable) {
            err.println(unusable.getMessage());
            return 1;
        }
    }

    private static int all(
            TunedKernels kernels, BestConfig promised, double loadMs, PrintStream out) {
        out.println(
                String.format(
                        Locale.ROOT,
                        "Loaded %d layers in %.0f ms.",
                        promised.layers().size(),
                        loadMs));
        out.println(LayerVerdict.heads());
        List<LayerVerdict> verdicts = new ArrayList<>();
        for (TunedLayer layer : promised.layers()) {
            LayerVerdict verdict = LayerCheck.of(kernels, promised.cache(), layer);
            out.println(verdict.line());
            verdicts.add(verdict);
        }
        LayerVerdict.summary(verdicts).forEach(out::println);
        return verdicts.stream().allMatch(LayerVerdict::right) ? 0 : 1;
    }

    private static int one(
            TunedKernels kernels,
            BestConfig promised,
            PrintStream out,
            PrintStream err,
            String... args)
            throws IOException {
        int number = Integer.parseInt(args[1]);
        List<TunedLayer> layers = promised.layers();
        if (number >= layers.size()) {
            err.println("There is no layer " + number + "; the file has " + layers.size() + ".");
            return 2;
        }
        LayerVerdict verdict = LayerCheck.of(kernels, promised.cache(), layers.get(number));
        if (args.length == MOST_ARGUMENTS) {
            Files.writeString(Path.of(args[2]), verdict.json());
        } else {
            out.println(verdict.json());
        }
        return verdict.right() ? 0 : 1;
    }
}
