package org.lanewise.tuner.suites;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Finds suites by name: the built-in networks, or a file of the same form. A suite file has one
 * layer a line, {@code name workload [xCOUNT]}; {@code #} begins a comment. Each workload may name
 * a layout of its own. A file {@code .csv} is a table of shapes, a column for each number.
 */
public final class Suites {
    private static final List<String> BUILT_IN =
            List.of(
                    "mobilenet_v1",
                    "mobilenet_v2",
                    "mobilenet_v3_large",
                    "mobilenet_v3_small",
                    "mnasnet1_0",
                    "efficientnet_b0",
                    "efficientnet_b0_tf_same",
                    "convnext_tiny",
                    "shufflenet_v2_x1_0",
                    "textbook");

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Suites() {}

    /** Names of the built-in suites. */
    public static List<String> names() {
        return BUILT_IN;
    }

    /** The same on NCHW tensors, where no other layout is named. */
    public static Suite find(String nameOrPath) {
        return find(nameOrPath, Layout.NCHW);
    }

    /** The same with this layout where no other is named. */
    public static Suite find(String nameOrPath, Layout absent) {
        return find(nameOrPath, () -> absent);
    }

    /**
     * The built-in suite with this name, the suite in the file with this path, or, failing both,
     * the one-layer suite of the workload with this text. Capitals mean the same in names and
     * workloads.
     *
     * @param absent the layout of workloads whose text names none, as in built-in suites; not asked
     *     for where all do
     * @throws InvalidWorkloadException if the text is none of these, or the file holds a malformed
     *     line
     */
    public static Suite find(String nameOrPath, Supplier<Layout> absent) {
        String name = nameOrPath.toLowerCase(Locale.ROOT);
        if (BUILT_IN.contains(name)) {
            return builtIn(name, absent);
        }
        Path file = Path.of(nameOrPath);
        // A pipe will do as well: shells make one of <(command).
        if (Files.exists(file) && !Files.isDirectory(file)) {
            return read(file, absent);
        }
        if (name.matches("-?\\d+x.*")) {
            Workload workload = one(name, absent);
            return new Suite(
                    workload.toString(), List.of(new Layer(workload.toString(), workload, 1)));
        }
        throw new InvalidWorkloadException(
                "There is no suite '"
                        + nameOrPath
                        + "'; use one of "
                        + String.join(", ", BUILT_IN)
                        + ", a suite file, a table (.csv), an ONNX model (.onnx), or a workload such as 256x12x12_k3_s1_p1.");
    }

    private static Workload one(String text, Supplier<Layout> absent) {
        Workload workload = Workload.parse(text);
        boolean named = workload.equals(Workload.parse(text, Layout.NHWC));
        return named ? workload : workload.withLayout(absent.get());
    }

    private static Suite builtIn(String name, Supplier<Layout> absent) {
        try (InputStream in = Suites.class.getResourceAsStream(name + ".suite")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name + ".suite");
            }
            return parse(
                    name,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(),
                    absent);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Suite read(Path file, Supplier<Layout> absent) {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.replaceFirst("(?i)\\.(suite|txt|csv)$", "");
        try {
            if (fileName.toLowerCase(Locale.ROOT).endsWith(".csv")) {
                String text = Files.readString(file).replace(BYTE_ORDER_MARK, "");
                return ShapeTable.read(name, new StringReader(text), absent.get());
            }
            return parse(name, Files.readAllLines(file), absent);
        } catch (IOException unreadable) {
            throw new InvalidWorkloadException(
                    "The suite file " + file + " cannot be read as UTF-8 text.");
        }
    }

    private static Suite parse(String name, List<String> lines, Supplier<Layout> absent) {
        List<Layer> layers = new ArrayList<>();
        for (String line : lines) {
            String content = line.replace(BYTE_ORDER_MARK, "").replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                layers.add(layer(name, content.split("\\s+"), absent));
            }
        }
        if (layers.isEmpty()) {
            throw new InvalidWorkloadException("The suite " + name + " names no layer.");
        }
        return new Suite(name, layers);
    }

    private static Layer layer(String suite, String[] words, Supplier<Layout> absent) {
        if (words.length < 2
                || words.length > 3
                || (words.length == 3 && !words[2].matches("x[1-9]\\d{0,5}"))) {
            throw new InvalidWorkloadException(
                    "In suite "
                            + suite
                            + ", '"
                            + String.join(" ", words)
                            + "' is not of the form 'name workload [xCOUNT]'.");
        }
        int count = words.length == 3 ? Integer.parseInt(words[2].substring(1)) : 1;
        return new Layer(words[0], one(words[1], absent), count);
    }
}
