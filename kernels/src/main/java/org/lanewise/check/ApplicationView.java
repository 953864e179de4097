package org.lanewise.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.lanewise.host.Capabilities;
import org.lanewise.host.JitSetup;
import org.lanewise.host.Lack;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.Level;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Workload;

/**
 * What this JVM, with the flags it was started with, gets of a kernel pack or best-configuration
 * file: what the JVM lacks, with the remedies, and for each layer the kernel that would run and
 * why. Runs no kernel, and times none; {@link ConfigCheck} does. Immutable.
 *
 * @param lacks one sentence for each thing that the JVM lacks
 * @param layers the layers in the order of the file
 */
public record ApplicationView(List<String> lacks, List<Layer> layers) {
    /**
     * What the JVM gets of one layer.
     *
     * @param name the layer's name
     * @param workload what it computes
     * @param asPromised whether the kernel was tuned on a machine and JVM equal to this one
     * @param explanation which kernel would run, and why
     */
    public record Layer(String name, Workload workload, boolean asPromised, String explanation) {}

    /** Keeps unmodifiable copies. */
    public ApplicationView {
        lacks = List.copyOf(lacks);
        layers = List.copyOf(layers);
    }

    /**
     * What this JVM gets of a file. Kernels that are in no pack are compiled for it.
     *
     * @throws IOException if the file cannot be read or is neither; the message is one sentence
     */
    public static ApplicationView of(Path file) throws IOException {
        try (TunedKernels kernels =
                TunedKernels.load(file, LoadOptions.DEFAULT.with(Fallback.SILENT))) {
            return new ApplicationView(
                    lacksOfThisJvm(),
                    kernels.layers().entrySet().stream()
                            .map(layer -> layer(kernels, layer.getKey(), layer.getValue()))
                            .toList());
        }
    }

    private static List<String> lacksOfThisJvm() {
        Set<Lack> lacks = Capabilities.ofThisJvm().lacks();
        boolean known = lacks.contains(Lack.MANAGEMENT) || lacks.contains(Lack.DIRECTIVES);
        return Stream.concat(
                        lacks.stream().map(Lack::sentence),
                        JitSetup.lack().stream().filter(sentence -> !known))
                .toList();
    }

    private static Layer layer(TunedKernels kernels, String name, Workload workload) {
        return new Layer(
                name,
                workload,
                kernels.level(workload) == Level.EXACT_MACHINE,
                kernels.explain(workload));
    }

    /**
     * For people: a line for each thing that is missing, then one for each layer, which begins with
     * {@code ok} where the layer gets what was promised.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        lacks.forEach(lack -> text.append("MISSING  ").append(lack).append('\n'));
        layers.forEach(layer ->
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%s  %-22s %s\n",
                                layer.asPromised() ? "ok     " : "differs",
                                layer.name(),
                                layer.explanation())));
        return text.toString();
    }

    /**
     * Prints the {@link #text}. Ends with 1 where the file cannot be used, with 2 where the
     * arguments are others.
     *
     * @param args the file; and another to write the text to, where it is not to be printed
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length < 1 || args.length > 2) {
            err.println(
                    "Name one kernel pack or best-configuration file, and perhaps a file to write"
                            + " to.");
            return 2;
        }
        try {
            String text = of(Path.of(args[0])).text();
            if (args.length == 1) {
                out.print(text);
            } else {
                Files.writeString(Path.of(args[1]), text);
            }
            return 0;
        } catch (IOException unusable) {
            err.println(unusable.getMessage());
            return 1;
        }
    }
}
