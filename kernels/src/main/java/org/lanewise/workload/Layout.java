package org.lanewise.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order in which the elements of an input or output tensor lie in memory. */
public enum Layout {
    /** Batch, channel, row, column: what most exported models hold. */
    NCHW(1),
    /** Batch, row, column, channel: channels innermost. */
    NHWC(1),
    /**
     * Batch, block of 8 channels, row, column, channel in block; the last block is filled with
     * zeros.
     */
    NCHW8C(8),
    /**
     * Batch, block of 16 channels, row, column, channel in block; the last block is filled with
     * zeros.
     */
    NCHW16C(16);

    /** What {@link #textOf} says of workloads with several layouts. */
    public static final String MIXED = "mixed";

    private final int block;

    Layout(int block) {
        this.block = block;
    }

    /** Channels that lie together in one block; 1 for the plain layouts. */
    public int block() {
        return block;
    }

    /** Whether channels are grouped into blocks. */
    public boolean blocked() {
        return block > 1;
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
        long stored = storedChannels(channels);
        long pixel = (long) y * size.w() + x;
        long plane = (long) size.h() * size.w();
        return switch (this) {
            case NCHW -> (n * stored + c) * plane + pixel;
            case NHWC -> (n * plane + pixel) * stored + c;
            case NCHW8C, NCHW16C ->
                    (n * (stored / block) + c / block) * plane * block + pixel * block + c % block;
        };
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
        return Arrays.stream(values())
                .filter(layout -> layout.text().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidWorkloadException(
                                "There is no layout '"
                                        + text
                                        + "'; choose one of "
                                        + Arrays.stream(values())
                                                .map(Layout::text)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }
}
