package org.lanewise.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order in which the elements of an input or output tensor lie in memory. */
public enum Layout {
    /** Batch, channel, row, column: what most exported models hold. */
    NCHW(1, false),
    /** Batch, row, column, channel: channels innermost. */
    NHWC(1, true),
    /**
     * Batch, block of 8 channels, row, column, channel in block; the last block is filled with
     * zeros.
     */
    NCHW8C(8, false),
    /**
     * Batch, block of 16 channels, row, column, channel in block; the last block is filled with
     * zeros.
     */
    NCHW16C(16, false);

    /** What {@link #textOf} says of workloads with several layouts. */
    public static final String MIXED = "mixed";

    private final int block;
    private final boolean channelsLast;

    Layout(int block, boolean channelsLast) {
        this.block = block;
        this.channelsLast = channelsLast;
    }

    /** Channels in blocks as wide as vectors of so many bits, as far as there is such a layout. */
    public static Layout blockedFor(int vectorBits) {
        return vectorBits >= NCHW16C.block * Float.SIZE ? NCHW16C : NCHW8C;
    }

    /** Channels that lie together in one block; 1 for the plain layouts. */
    public int block() {
        return block;
    }

    /** Whether channels are grouped into blocks. */
    public boolean blocked() {
        return block > 1;
    }

    /** Whether the neighbours of an element in memory are channels, not columns. */
    public boolean channelsTogether() {
        return blocked() || channelsLast;
    }

    /** Channels of one pixel that lie side by side: all of them, a block, or one. */
    public int contiguousChannels(int channels) {
        return channelsLast ? channels : block;
    }

    /** Channels that memory holds for {@code channels} real ones: rounded up to whole blocks. */
    public int storedChannels(int channels) {
        return Math.ceilDiv(channels, block) * block;
    }

    /**
     * Index of an element, in elements from the tensor's first.
     *
     * @param channels real channels of the tensor
     * @param size height and width of the tensor
     */
    public long index(int channels, Size size, int n, int c, int y, int x) {
        return strides(channels, size).index(n, c, y, x);
    }

    /**
     * Distances in memory.
     *
     * @param channels real channels of the tensor
     * @param size height and width of the tensor
     */
    public TensorStrides strides(int channels, Size size) {
        long pixel = contiguousChannels(channels);
        long plane = size.pixels() * pixel;
        return new TensorStrides(
                size.pixels() * storedChannels(channels),
                channelsLast ? block : plane,
                block,
                size.w() * pixel,
                pixel);
    }

    /** The name used in texts and on the command line, such as {@code nchw16c}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The layout of some workloads as text, {@code mixed} if they have several. */
    public static String textOf(Stream<Workload> workloads) {
        List<Layout> layouts = workloads.map(Workload::layout).distinct().toList();
        return layouts.size() == 1 ? layouts.getFirst().text() : MIXED;
    }

    /**
     * The layout with this name, in any case.
     *
     * @throws InvalidWorkloadException if there is none
     */
    public static Layout parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        // A loop: a JVM that loads a pack would link what a stream is given.
        for (Layout layout : values()) {
            if (layout.text().equals(lower)) {
                return layout;
            }
        }
        throw new InvalidWorkloadException(
                "There is no layout '"
                        + text
                        + "'; choose one of "
                        + Arrays.stream(values())
                                .map(Layout::text)
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
