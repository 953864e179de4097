package org.lanewise.tuner.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.target.Target;
import org.lanewise.tuner.models.InputSizes;
import org.lanewise.tuner.models.ModelLayers;
import org.lanewise.tuner.models.Models;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.LayerChoice;
import org.lanewise.tuner.suites.ShellWord;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.tuner.suites.Suites;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which layers are meant, on tensors of which layout. */
final class SuiteOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "SUITE",
            description =
                    "An ONNX model (.onnx), a built-in network (see 'lanewise suites'), a suite file or table (.csv), or a"
                            + " workload such as 256x12x12_k3_s1_p1.")
    private String suite = "";

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "nchw, nchw8c or nchw16c, nhwc (default: what a workload names, otherwise blocks as wide as the"
                            + " vectors here: nchw16c where they have 512 bits, nchw8c where fewer; as wide"
                            + " as those of --target where there is one; to be named where several machines are meant).")
    private @Nullable String layout;

    private Supplier<Layout> unnamed = ThisMachine::blocks;

    @Option(
            names = "--cache",
            paramLabel = "STATE",
            description =
                    "hot: each run finds what the one before left in the caches (default); cold: the caches are emptied"
                            + " before each timed run. Results of the two are kept apart.")
    private @Nullable String cache;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            description =
                    "Only the first so many layers, or the layers with these names, separated by commas; names may hold"
                            + " commas themselves.")
    private @Nullable String layers;

    @Option(
            names = "--input",
            paramLabel = "NAME=SIZES",
            description =
                    "Sizes of an ONNX model's input, such as image=1x3x224x224, where the model leaves them open or"
                            + " others are wanted. May be given several times.")
    private List<String> inputs = List.of();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private @Nullable Suite found;

    /** What the user typed. */
    String text() {
        requireNamed();
        return suite;
    }

    /** What the user typed of the sizes of a model's inputs. */
    List<String> inputs() {
        return inputs;
    }

    /** How the layouts of the suite read in a sentence. */
    String layoutWords() {
        return suite().layoutWords();
    }

    /** What to type to mean the same suite and layout again. */
    String commandWords() {
        String sizes =
                inputs.stream().map(input -> " --input " + ShellWord.of(input)).collect(joining());
        return ShellWord.of(suite) + sizes + (mixed() ? "" : " --layout " + suite().layoutText());
    }

    private boolean mixed() {
        return suite().layoutText().equals(Layout.MIXED);
    }

    CacheState cache() {
        try {
            return cache == null
                    ? CacheState.HOT
                    : CacheState.parse(cache.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    /** The layers that are meant, under the suite's name. */
    Suite suite() {
        return new Suite(whole().name(), layers());
    }

    /** The whole suite, whatever layers of it are meant. */
    Suite whole() {
        if (found == null) {
            requireNamed();
            // Once: a pipe is empty when it is read again.
            found = find();
        }
        return found;
    }

    /** One command does without; for the others it is a misspelt command. */
    private void requireNamed() {
        if (suite.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "Missing required parameter: 'SUITE'");
        }
    }

    /** Whether a suite was named. */
    boolean named() {
        return !suite.isEmpty();
    }

    /** Where machines with vectors of different widths are meant, somebody has to choose. */
    SuiteOptions forManyMachines() {
        unnamed =
                () -> {
                    throw new UserError(
                            "Vectors of several machines may differ in width; name the layout that the application uses, such as --layout nchw16c.");
                };
        return this;
    }

    /** Layouts that nobody names fit this target, whatever machine this is. */
    SuiteOptions on(Target target) {
        unnamed = () -> Layout.blockedFor(target.vectorBits());
        return this;
    }

    private Suite find() {
        if (Models.looksLikeModel(suite)) {
            return model(Models.read(Path.of(suite), InputSizes.parse(inputs)));
        }
        // A workload's text may name its own layout, as the files do that applications write.
        return layout == null
                ? Suites.find(suite, unnamed)
                : Suites.find(suite).withLayout(Layout.parse(layout));
    }

    /** The layers of a model that can be tuned; those that cannot are said. */
    private Suite model(ModelLayers model) {
        PrintWriter err = Objects.requireNonNull(command).commandLine().getErr();
        model.refused().forEach(refusal -> err.println("Left out: " + refusal.words()));
        model.remarks().forEach(err::println);
        if (model.layers().isEmpty()) {
            throw new UserError(
                    "The model "
                            + suite
                            + " has "
                            + (model.refused().isEmpty() ? "no" : "no other")
                            + " depthwise convolution.");
        }
        return model.suite().withLayout(layout == null ? unnamed.get() : Layout.parse(layout));
    }

    /** How often the network runs each workload. */
    Map<Workload, Integer> counts() {
        return whole().counts();
    }

    /** Whether a stored result holds layers that are meant, with caches in this state. */
    boolean isResult(BestConfig best) {
        return best.suite().equals(whole().name())
                && best.cache() == cache()
                && best.layers().stream().anyMatch(this::isMeant);
    }

    /**
     * A result without the layers that are not meant, or are of another suite of that name, in the
     * order of this one: they are stored in that in which they were tuned last.
     */
    BestConfig chosen(BestConfig best) {
        List<TunedLayer> meant = best.layers().stream().filter(this::isMeant).toList();
        Set<Workload> named =
                meant.stream().filter(this::isNamed).map(TunedLayer::workload).collect(toSet());
        return best.with(
                meant.stream()
                        .filter(tuned -> isNamed(tuned) || !named.contains(tuned.workload()))
                        .sorted(Comparator.comparingInt(this::place))
                        .toList());
    }

    private boolean isNamed(TunedLayer tuned) {
        return layers().stream()
                .filter(layer -> layer.workload().equals(tuned.workload()))
                .anyMatch(layer -> layer.name().equals(tuned.layer()));
    }

    /** Of layers that compute the same, the one of the same name counts. */
    private int place(TunedLayer tuned) {
        List<Layer> order = layers();
        return IntStream.range(0, order.size())
                .filter(place -> order.get(place).workload().equals(tuned.workload()))
                .boxed()
                .min(Comparator.comparing(place -> !order.get(place).name().equals(tuned.layer())))
                .orElseThrow();
    }

    private boolean isMeant(TunedLayer tuned) {
        return layers().stream().anyMatch(layer -> layer.workload().equals(tuned.workload()));
    }

    /** The layers that are meant. */
    List<Layer> layers() {
        if (layers == null) {
            return whole().layers();
        }
        return LayerChoice.of(whole(), layers);
    }
}
