package org.lanewise.workload;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a workload together, in any order; sizes are checked by {@link #build} alone, so that they
 * need not fit each other before. What is not given has the values of the text form: one image,
 * multiplier, stride and dilation 1, no padding, NCHW, no epilogue.
 *
 * <pre>{@code
 * Workload layer = Workload.builder()
 *         .channels(32).input(112, 112).kernel(3).stride(2)
 *         .padding(SamePadding.TENSORFLOW).bias().relu6().layout(Layout.NHWC)
 *         .build();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class WorkloadBuilder {
    private static final Size ONE = Size.square(1);

    private int batch = 1;
    private int channels;
    private int multiplier = 1;
    private Size input = Size.square(0);
    private Size kernel = Size.square(0);
    private Size stride = ONE;
    private Size dilation = ONE;
    private Padding padding = Padding.all(0);
    private Optional<SamePadding> same = Optional.empty();
    private Layout layout = Layout.NCHW;
    private Epilogue epilogue = Epilogue.NONE;

    WorkloadBuilder() {}

    WorkloadBuilder(Workload from) {
        batch = from.batch();
        channels = from.channels();
        multiplier = from.multiplier();
        input = from.input();
        kernel = from.kernel();
        stride = from.stride();
        dilation = from.dilation();
        padding = from.padding();
        layout = from.layout();
        epilogue = from.epilogue();
    }

    /** Images, N. */
    public WorkloadBuilder batch(int images) {
        batch = images;
        return this;
    }

    /** Input channels, C. */
    public WorkloadBuilder channels(int inputChannels) {
        channels = inputChannels;
        return this;
    }

    /** Output channels for each input channel. */
    public WorkloadBuilder multiplier(int outputsOfEach) {
        multiplier = outputsOfEach;
        return this;
    }

    /** Height and width of the input in pixels. */
    public WorkloadBuilder input(int height, int width) {
        return input(new Size(height, width));
    }

    /** Height and width of the input in pixels. */
    public WorkloadBuilder input(Size size) {
        input = size;
        return this;
    }

    /** Height and width of a square filter in taps. */
    public WorkloadBuilder kernel(int both) {
        return kernel(Size.square(both));
    }

    /** Height and width of the filter in taps. */
    public WorkloadBuilder kernel(Size size) {
        kernel = size;
        return this;
    }

    /** Output step in both directions, in input pixels. */
    public WorkloadBuilder stride(int both) {
        return stride(Size.square(both));
    }

    /** Output step in input pixels. */
    public WorkloadBuilder stride(Size step) {
        stride = step;
        return this;
    }

    /** Distance of two taps in both directions, in input pixels. */
    public WorkloadBuilder dilation(int both) {
        return dilation(Size.square(both));
    }

    /** Distance of two taps in input pixels. */
    public WorkloadBuilder dilation(Size distance) {
        dilation = distance;
        return this;
    }

    /** The same padding on all sides, in pixels. */
    public WorkloadBuilder padding(int pixels) {
        return padding(Padding.all(pixels));
    }

    /** The padding. */
    public WorkloadBuilder padding(Padding pixels) {
        padding = pixels;
        same = Optional.empty();
        return this;
    }

    /**
     * The padding that a framework calls "same", counted by {@link #build} from the sizes as they
     * are then. The workload holds pixels: of one of another size, ask for it again.
     */
    public WorkloadBuilder padding(SamePadding rule) {
        same = Optional.of(rule);
        return this;
    }

    /** Order of input and output in memory. */
    public WorkloadBuilder layout(Layout order) {
        layout = order;
        return this;
    }

    /** What is done to every output before it is stored. */
    public WorkloadBuilder epilogue(Epilogue last) {
        epilogue = last;
        return this;
    }

    /** Adds a bias, before whatever clamps. */
    public WorkloadBuilder bias() {
        return epilogue(epilogue.withBias());
    }

    /** Cuts outputs below 0. */
    public WorkloadBuilder relu() {
        return clamp(0, Float.POSITIVE_INFINITY);
    }

    /** Cuts outputs below 0 and above 6. */
    public WorkloadBuilder relu6() {
        return clamp(0, 6);
    }

    /**
     * Cuts outputs that lie outside.
     *
     * @throws InvalidWorkloadException if no number lies inside
     */
    public WorkloadBuilder clamp(float low, float high) {
        return epilogue(epilogue.clamped(low, high));
    }

    /**
     * The workload.
     *
     * @throws InvalidWorkloadException with the reason, if it is not computable
     */
    public Workload build() {
        return new Workload(
                batch,
                channels,
                multiplier,
                input,
                kernel,
                stride,
                same.map(this::counted).orElse(padding),
                dilation,
                layout,
                epilogue);
    }

    /** Sizes that are none are refused by their names, for which any padding does. */
    private Padding counted(SamePadding rule) {
        boolean sizes =
                Stream.of(input, kernel, stride, dilation)
                        .allMatch(size -> size.h() > 0 && size.w() > 0);
        return sizes ? rule.of(input, kernel, stride, dilation) : Padding.all(0);
    }
}
