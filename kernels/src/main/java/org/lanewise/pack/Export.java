package org.lanewise.pack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lanewise.LanewiseException;
import org.lanewise.config.BestConfig;
import org.lanewise.target.Target;

/**
 * Makes a pack, or a jar of kernels, of what tuning left. As a main class it needs no more than the
 * library, for the build of an application: {@code java -cp ... org.lanewise.pack.Export
 * mobilenet_v1.json target/classes/mobilenet_v1.lanewise}.
 */
public final class Export {
    private static final int LEAST_ARGUMENTS = 2;

    private Export() {}

    /** Arguments: best-configuration files or packs, one a machine, and at last what to write. */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length < LEAST_ARGUMENTS) {
            err.println(
                    "Name best-configuration files, and at last the kernel pack (.lanewise) or jar"
                            + " (.jar) to write.");
            return 2;
        }
        Path file = Path.of(args[args.length - 1]);
        try {
            List<BestConfig> configs = new ArrayList<>();
            for (String from : Arrays.asList(args).subList(0, args.length - 1)) {
                configs.addAll(TunedFile.read(Path.of(from)).configs());
            }
            write(file, configs, List.of());
            out.println(String.format(Locale.ROOT, "%s: %,d bytes", file, Files.size(file)));
            return 0;
        } catch (IOException | LanewiseException | IllegalArgumentException unusable) {
            err.println(unusable.getMessage());
            return 1;
        }
    }

    /**
     * Writes a jar of kernels where the file's name ends so, otherwise a pack.
     *
     * @param others targets whose default kernels are added
     * @throws IOException if it cannot be written; the message is one sentence
     * @throws IllegalArgumentException if two configurations are of one machine
     * @throws LanewiseException if a kernel cannot be generated any more, or not be compiled
     */
    public static void write(Path file, List<BestConfig> configs, List<Target> others)
            throws IOException {
        if (KernelJar.named(file)) {
            KernelJar.write(file, configs, others);
        } else {
            PackFile.write(file, PackCompiler.compile(configs, others));
        }
    }
}
