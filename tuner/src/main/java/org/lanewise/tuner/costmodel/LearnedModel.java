package org.lanewise.tuner.costmodel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.lanewise.tuner.features.FeatureSet;

/**
 * Boosted trees that were trained before and elsewhere: what is expected of a kernel until this
 * machine has measured it. As a file it is text under gzip: a line with the format, one with the
 * names of the features, one with the mean, and the trees as XGBoost dumps them, each behind a line
 * {@code tree}. Immutable and thread-safe.
 *
 * <p>It looks at the features in which the kernels it was trained on differ. A new value of a knob
 * is none of them: to the trees such a kernel has none of the values that they know, and the file
 * is read on.
 */
public final class LearnedModel implements CostModel {
    private static final String FORMAT = "lanewise-model 1";
    private static final String TREE = "tree";
    private static final String BUILT_IN = "learned.model.gz";

    /**
     * Share of the features that a split may choose from. Trained with 0.7 of them it made searches
     * of an invented machine half as long again.
     */
    private static final double COLUMNS = 0.5;

    private static final class BuiltIn {
        static final LearnedModel MODEL = load();

        private static LearnedModel load() {
            try (InputStream in = LearnedModel.class.getResourceAsStream(BUILT_IN)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks " + BUILT_IN);
                }
                return read(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private final List<String> features;
    private final String mean;
    private final List<String> dumps;
    private final double start;
    private final FlatTrees trees;

    /**
     * @param features by their places in the dumps, all of them in use
     */
    private LearnedModel(List<String> features, String mean, List<String> dumps) {
        this.features = List.copyOf(features);
        this.mean = mean;
        this.dumps = List.copyOf(dumps);
        this.start = Double.parseDouble(mean);
        int[] places = features.stream().mapToInt(FeatureSet.current()::indexOf).toArray();
        this.trees = FlatTrees.parse(dumps, feature -> places[feature]);
    }

    /** The one that comes with the tuner. */
    public static LearnedModel builtIn() {
        return BuiltIn.MODEL;
    }

    /**
     * Trains one.
     *
     * @param examples kernels of many layers, all with the features in use
     * @throws IllegalArgumentException if none was measured
     */
    public static LearnedModel train(List<Example> examples, long seed) {
        GradientBoostedTrees.Trained trained =
                GradientBoostedTrees.trained(examples, seed, features -> 0, COLUMNS);
        List<String> names = FeatureSet.current().names();
        return new LearnedModel(
                trained.places().stream().map(names::get).toList(),
                Double.toString(trained.mean()),
                trained.dumps());
    }

    @Override
    public double predict(float[] features) {
        return start + trees.sum(features);
    }

    /** Writes it; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        zipped.write(text().getBytes(StandardCharsets.UTF_8));
        zipped.finish();
    }

    /** The file's text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(FORMAT)
                .append('\n')
                .append(String.join(" ", features))
                .append('\n')
                .append(mean)
                .append('\n');
        for (String dump : dumps) {
            text.append(TREE).append('\n').append(dump.strip()).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads one; the stream stays open.
     *
     * @throws IOException if this is no such file, or one that was trained with features that this
     *     version does not have; the message is one sentence
     */
    public static LearnedModel read(InputStream in) throws IOException {
        BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
        if (!FORMAT.equals(text.readLine())) {
            throw new IOException("This is no cost model that Lanewise has written.");
        }
        List<String> features = List.of(String.valueOf(text.readLine()).split(" "));
        if (!FeatureSet.current().names().containsAll(features)) {
            throw new IOException(
                    "The cost model was trained with features that this version does not have; train it anew.");
        }
        String mean = String.valueOf(text.readLine());
        List<String> dumps = new ArrayList<>();
        StringBuilder tree = new StringBuilder();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (!line.equals(TREE)) {
                tree.append(line).append('\n');
            } else if (!tree.isEmpty()) {
                dumps.add(tree.toString());
                tree.setLength(0);
            }
        }
        dumps.add(tree.toString());
        return new LearnedModel(features, mean, dumps);
    }
}
