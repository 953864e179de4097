package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.CacheState;
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

    /** Looked for once: a pipe cannot be read twice. */
    Suite suite() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Suite find() {
        // A workload's text may name its own layout, as the files do that applications write.
        Suite whole =
                layout == null
                        ? Suites.find(suite, Layout.NCHW16C)
                        : Suites.find(suite).withLayout(Layout.parse(layout));
        return layers == null ? whole : chosen(whole, layers);
    }

    private static Suite chosen(Suite suite, String wanted) {
        if (wanted.matches("[1-9]\\d{0,5}")) {
            return suite.first(Integer.parseInt(wanted));
        }
        List<Layer> chosen = new ArrayList<>();
        for (String name : wanted.split(",", -1)) {
            chosen.add(
                    suite.layers().stream()
                            .filter(layer -> layer.name().equals(name.strip()))
                            .findFirst()
                            .orElseThrow(() ->
                                    new UserError(
                                            "The suite "
                                                    + suite.name()
                                                    + " has no layer '"
                                                    + name.strip()
                                                    + "'; its layers are "
                                                    + suite.layers().stream()
                                                            .map(Layer::name)
                                                            .collect(Collectors.joining(", "))
                                                    + ".")));
        }
        return new Suite(suite.name(), chosen);
    }
}
