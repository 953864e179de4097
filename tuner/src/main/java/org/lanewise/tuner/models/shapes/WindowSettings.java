package org.lanewise.tuner.models.shapes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lanewise.tuner.models.graph.Node;

/** What a convolution or pool says of its windows. */
public final class WindowSettings {
    /** Beyond it products of sizes could overflow. */
    static final long LARGEST = Integer.MAX_VALUE;

    private WindowSettings() {}

    /**
     * The window along one dimension, with the padding that is said in numbers.
     *
     * @param taps the kernel's
     * @param axis which of the spatial dimensions
     * @param axes how many there are
     * @throws UndecidedException if the node says what makes no sense
     */
    public static Window window(Node node, long taps, int axis, int axes) {
        return new Window(
                checked(node, "kernel_shape", taps),
                checked(node, "strides", one(node, "strides", axis, axes, 1)),
                checked(node, "dilations", one(node, "dilations", axis, axes, 1)),
                one(node, "pads", axis, 2 * axes, 0),
                one(node, "pads", axis + axes, 2 * axes, 0));
    }

    /**
     * How the padding is said.
     *
     * @throws UndecidedException if the node says it in an unknown way
     */
    public static Window.AutoPad autoPad(Node node) {
        String text = node.text("auto_pad", "NOTSET").toUpperCase(Locale.ROOT);
        return Arrays.stream(Window.AutoPad.values())
                .filter(auto -> auto.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new UndecidedException(
                                node.words() + " has the unknown auto_pad '" + text + "'"));
    }

    /** One number of an attribute that has one for each dimension. */
    static long one(Node node, String attribute, int index, int length, long absent) {
        List<Long> values = node.wholes(attribute, List.of());
        if (values.isEmpty()) {
            return absent;
        }
        if (values.size() != length
                || values.get(index) > LARGEST
                || values.get(index) < -LARGEST) {
            throw new UndecidedException(
                    node.words() + " has the " + attribute + " " + values + ", which do not fit");
        }
        return values.get(index);
    }

    private static long checked(Node node, String attribute, long value) {
        if (value < 1 || value > LARGEST) {
            throw new UndecidedException(
                    node.words() + " has " + value + " among its " + attribute);
        }
        return value;
    }
}
