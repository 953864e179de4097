package org.lanewise.tuner.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.tuner.suites.Suites;
import org.lanewise.workload.Layout;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which layers are meant, on tensors of which layout. */
final class SuiteOptions {
    @Parameters(
            paramLabel = "SUITE",
            description =
                    "A built-in network (see 'lanewise suites'), a suite file, or a workload such as"
                            + " 256x12x12_k3_s1_p1.")
    private String suite = "";

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "nchw, nchw8c or nchw16c, nhwc (default: what a workload names, otherwise nchw16c).")
    private @Nullable String layout;

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
                    "Only the first so many layers, or the layers with these names, separated by commas.")
    private @Nullable String layers;

    private @Nullable Suite found;

    /** What the user typed. */
    String text() {
        return suite;
    }

    /** How the layouts of the suite read in a sentence. */
    String layoutWords() {
        return mixed() ? "these layouts" : suite().layoutText();
    }

    /** What to type to mean the same suite and layout again. */
    String commandWords() {
        return mixed() ? suite : suite + " --layout " + suite().layoutText();
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
            // Once: a pipe is empty when it is read again.
            found = find();
        }
        return found;
    }

    private Suite find() {
        // A workload's text may name its own layout, as the files do that applications write.
        return layout == null
                ? Suites.find(suite, Layout.NCHW16C)
                : Suites.find(suite).withLayout(Layout.parse(layout));
    }

    /** Whether a stored result holds layers that are meant, with caches in this state. */
    boolean isResult(BestConfig best) {
        return best.suite().equals(whole().name())
                && best.cache() == cache()
                && best.layers().stream().anyMatch(this::isMeant);
    }

    /** A result without the layers that are not meant. */
    BestConfig chosen(BestConfig best) {
        if (layers == null) {
            return best;
        }
        return new BestConfig(
                best.machine(),
                best.suite(),
                best.cache(),
                best.peakGflops(),
                best.layers().stream().filter(this::isMeant).toList());
    }

    private boolean isMeant(TunedLayer tuned) {
        return layers().stream().anyMatch(layer -> layer.workload().equals(tuned.workload()));
    }

    /** The layers that are meant. */
    List<Layer> layers() {
        if (layers == null) {
            return whole().layers();
        }
        if (layers.matches("[1-9]\\d{0,5}")) {
            return whole().first(Integer.parseInt(layers)).layers();
        }
        return Arrays.stream(layers.split(",", -1)).map(name -> layer(name.strip())).toList();
    }

    private Layer layer(String name) {
        return whole().layers().stream()
                .filter(layer -> layer.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "The suite "
                                        + whole().name()
                                        + " has no layer '"
                                        + name
                                        + "'; its layers are "
                                        + whole().layers().stream()
                                                .map(Layer::name)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }
}
