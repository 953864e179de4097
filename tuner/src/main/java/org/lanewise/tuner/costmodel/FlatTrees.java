package org.lanewise.tuner.costmodel;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regression trees in flat arrays, read from XGBoost's text dump. A search asks for hundreds of
 * thousands of predictions a second, and crossing into the native library for each would cost a
 * hundred times the walk.
 */
final class FlatTrees {
    private static final Pattern SPLIT =
            Pattern.compile("(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+).*");
    private static final Pattern LEAF = Pattern.compile("(\\d+):leaf=([^,]+).*");
    private static final int NO_FEATURE = -1;

    private final int[] roots;
    private final int[] feature;

    /** Threshold of a split, value of a leaf. */
    private final float[] value;

    private final int[] less;
    private final int[] notLess;
    private final int[] missing;

    private FlatTrees(int trees, int nodes) {
        roots = new int[trees];
        feature = new int[nodes];
        value = new float[nodes];
        less = new int[nodes];
        notLess = new int[nodes];
        missing = new int[nodes];
    }

    /** Reads the trees from their dumps, one text a tree, one line a node. */
    static FlatTrees parse(List<String> dumps) {
        return parse(dumps, feature -> feature);
    }

    /**
     * The same of trees that number their features in a way of their own.
     *
     * @param place of a feature in the vectors that the trees will be asked about
     */
    static FlatTrees parse(List<String> dumps, IntUnaryOperator place) {
        List<List<String>> trees =
                dumps.stream().map(dump -> dump.lines().map(String::strip).toList()).toList();
        FlatTrees flat =
                new FlatTrees(trees.size(), trees.stream().mapToInt(FlatTrees::slots).sum());
        int base = 0;
        for (int tree = 0; tree < flat.roots.length; tree++) {
            flat.roots[tree] = base;
            for (String line : trees.get(tree)) {
                flat.read(base, line, place);
            }
            base += slots(trees.get(tree));
        }
        return flat;
    }

    /**
     * Node numbers of a pruned tree have gaps, so a tree takes as many slots as its largest number
     * and one.
     */
    private static int slots(List<String> tree) {
        return 1
                + tree.stream()
                        .mapToInt(line -> Integer.parseInt(line, 0, line.indexOf(':'), 10))
                        .max()
                        .orElse(0);
    }

    private void read(int base, String line, IntUnaryOperator place) {
        Matcher split = SPLIT.matcher(line);
        Matcher leaf = LEAF.matcher(line);
        if (split.matches()) {
            int node = base + Integer.parseInt(split.group(1));
            feature[node] = place.applyAsInt(Integer.parseInt(split.group(2)));
            value[node] = Float.parseFloat(split.group(3));
            less[node] = base + Integer.parseInt(split.group(4));
            notLess[node] = base + Integer.parseInt(split.group(5));
            missing[node] = base + Integer.parseInt(split.group(6));
        } else if (leaf.matches()) {
            int node = base + Integer.parseInt(leaf.group(1));
            feature[node] = NO_FEATURE;
            value[node] = Float.parseFloat(leaf.group(2));
        } else {
            throw new IllegalStateException("XGBoost dumped a node of an unknown form: " + line);
        }
    }

    /** The sum of all trees. */
    double sum(float[] features) {
        double sum = 0;
        for (int root : roots) {
            sum += value[leaf(root, features)];
        }
        return sum;
    }

    private int leaf(int root, float[] features) {
        int node = root;
        while (feature[node] != NO_FEATURE) {
            float observed = features[feature[node]];
            if (Float.isNaN(observed)) {
                node = missing[node];
            } else {
                node = observed < value[node] ? less[node] : notLess[node];
            }
        }
        return node;
    }
}
