package org.lanewise.workload;

/**
 * One depthwise convolution with every size fixed, in float32. Output channel {@code o = c *
 * multiplier + m} is
 *
 * <pre>
 * {@code y[n,o,p,q] = sum over i,j of x[n, c, p*stride.h + i*dilation.h - top, q*stride.w + j*dilation.w - left] * w[o,0,i,j]}
 * </pre>
 *
 * over the taps on the image, followed by the {@link Epilogue}: a tap on the padding adds nothing,
 * whatever its weight. Weights are {@code (channels*multiplier, 1, kh, kw)} row-major, as
 * frameworks hold them; input and output lie in {@link #layout}.
 *
 * <p>Numbers are those of IEEE 754, added up in an order that depends on the schedule. A result
 * differs from the exact one by rounding, at most {@code (kh*kw + 2) * 2^-23 * sum |x*w|} and, of
 * each term too small for a normal float, {@code 2^-149}. NaN and infinities spread as the exact
 * sum says, as long as no part of the sum leaves the range of floats. The sign of a zero is not
 * specified. What the input holds in the filling of its last channel block is not used; that of the
 * output becomes zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @param batch images, N
 * @param channels input channels, C
 * @param multiplier output channels for each input channel
 * @param input height and width of the input in pixels
 * @param kernel height and width of the filter in taps
 * @param stride output step in input pixels
 * @param padding rows and columns around the input on which taps add nothing
 * @param dilation distance of two taps in input pixels; 1 is dense
 * @param layout order of input and output in memory
 * @param epilogue bias and clamp
 */
public record Workload(
        int batch,
        int channels,
        int multiplier,
        Size input,
        Size kernel,
        Size stride,
        Padding padding,
        Size dilation,
        Layout layout,
        Epilogue epilogue) {

    /**
     * Checks that the shape is computable.
     *
     * @throws InvalidWorkloadException with the reason, if it is not
     */
    public Workload {
        WorkloadChecks.positive("batch size", batch);
        WorkloadChecks.positive("number of channels", channels);
        WorkloadChecks.positive("channel multiplier", multiplier);
        WorkloadChecks.notNegative("top padding", padding.top());
        WorkloadChecks.notNegative("left padding", padding.left());
        WorkloadChecks.notNegative("bottom padding", padding.bottom());
        WorkloadChecks.notNegative("right padding", padding.right());
        int rows = rows(input, kernel, stride, padding, dilation).out();
        int columns = columns(input, kernel, stride, padding, dilation).out();
        WorkloadChecks.addressable(
                "input",
                batch,
                layout.storedChannels(WorkloadChecks.channels(channels, 1)),
                input.h(),
                input.w());
        WorkloadChecks.addressable(
                "output",
                batch,
                layout.storedChannels(WorkloadChecks.channels(channels, multiplier)),
                rows,
                columns);
        WorkloadChecks.addressable("weight tensor", channels, multiplier, kernel.h(), kernel.w());
    }

    /** Puts a workload together piece by piece. */
    public static WorkloadBuilder builder() {
        return new WorkloadBuilder();
    }

    /** Changes several pieces at once, which need not fit the old ones. */
    public WorkloadBuilder toBuilder() {
        return new WorkloadBuilder(this);
    }

    /** A dense, unpadded, stride-1 NCHW convolution to start from; refine it from there. */
    public static Workload of(int channels, int height, int width, int kernel) {
        return builder().channels(channels).input(height, width).kernel(kernel).build();
    }

    /**
     * Height and width of the output: {@code floor((in + pads - ((k - 1) * dilation + 1)) / stride)
     * + 1}.
     */
    public Size output() {
        return new Size(rows().out(), columns().out());
    }

    /** The convolution along the image's height. */
    public Line rows() {
        return rows(input, kernel, stride, padding, dilation);
    }

    /** The convolution along the image's width. */
    public Line columns() {
        return columns(input, kernel, stride, padding, dilation);
    }

    private static Line rows(Size input, Size kernel, Size stride, Padding padding, Size dilation) {
        return Line.of(
                "height",
                input.h(),
                kernel.h(),
                stride.h(),
                dilation.h(),
                padding.top(),
                padding.bottom());
    }

    private static Line columns(
            Size input, Size kernel, Size stride, Padding padding, Size dilation) {
        return Line.of(
                "width",
                input.w(),
                kernel.w(),
                stride.w(),
                dilation.w(),
                padding.left(),
                padding.right());
    }

    /** Taps of the filter, of one channel. */
    public long taps() {
        return (long) kernel.h() * kernel.w();
    }

    /** Output channels, {@code channels * multiplier}. */
    public int outputChannels() {
        return channels * multiplier;
    }

    /** Elements of the input in memory, the filling of the last channel block included. */
    public long inputElements() {
        return batch * input.pixels() * layout.storedChannels(channels);
    }

    /** Elements of the output in memory, the filling of the last channel block included. */
    public long outputElements() {
        Size out = output();
        return batch * out.pixels() * layout.storedChannels(outputChannels());
    }

    /** Elements of the weights as frameworks hold them. */
    public long weightElements() {
        return outputChannels() * taps();
    }

    /**
     * Floating-point operations, two for each multiply-add, taps on the padding counted too as is
     * usual.
     */
    public long flops() {
        Size out = output();
        return 2L * batch * outputChannels() * out.pixels() * taps();
    }

    /** The same without taps on the padding: what a kernel must compute at the least. */
    public long flopsOnImage() {
        return 2L * batch * outputChannels() * rows().tapsOnImage() * columns().tapsOnImage();
    }

    /** The same convolution on tensors in another layout. */
    public Workload withLayout(Layout other) {
        return toBuilder().layout(other).build();
    }

    /** The same convolution with another epilogue. */
    public Workload withEpilogue(Epilogue other) {
        return toBuilder().epilogue(other).build();
    }

    /** The same convolution of another number of images. */
    public Workload withBatch(int other) {
        return toBuilder().batch(other).build();
    }

    /**
     * The same convolution of images of another size.
     *
     * @throws InvalidWorkloadException if the filter is larger than the padded image
     */
    public Workload withInput(int height, int width) {
        return toBuilder().input(height, width).build();
    }

    /**
     * The same convolution with taps at another distance, in pixels.
     *
     * @throws InvalidWorkloadException if the filter is then larger than the padded image
     */
    public Workload withDilation(int both) {
        return toBuilder().dilation(both).build();
    }

    /** The same convolution with another number of output channels for each input channel. */
    public Workload withMultiplier(int other) {
        return toBuilder().multiplier(other).build();
    }

    /** The same convolution of one image, without epilogue: what its siblings have in common. */
    public Workload bare() {
        return toBuilder().batch(1).epilogue(Epilogue.NONE).build();
    }

    /** The same convolution with stride and padding equal on all sides. */
    public Workload with(int newStride, int newPadding) {
        return toBuilder().stride(newStride).padding(newPadding).build();
    }

    /**
     * Reads the text form: {@code CxHxW} or {@code NxCxHxW}, then parts in any order, separated by
     * blanks or underscores, such as {@code 256x12x12_k3_s1_p1_nchw16c}.
     *
     * <table>
     * <caption>Parts</caption>
     * <tr><td>{@code k3}, {@code k3x1}</td><td>kernel, height x width (required)</td></tr>
     * <tr><td>{@code s2}, {@code s2x1}</td><td>stride, 1 if absent</td></tr>
     * <tr><td>{@code p1}, {@code p0.0.1.1}</td><td>padding on all sides, or top.left.bottom.right; 0 if absent</td></tr>
     * <tr><td>{@code d2}, {@code d2x1}</td><td>dilation, 1 if absent</td></tr>
     * <tr><td>{@code m2}</td><td>output channels for each input channel, 1 if absent</td></tr>
     * <tr><td>{@code nchw}, {@code nhwc}, {@code nchw8c}, {@code nchw16c}</td><td>layout, {@code nchw} if absent</td></tr>
     * <tr><td>{@code bias}</td><td>a bias is added, none if absent</td></tr>
     * <tr><td>{@code relu}, {@code relu6}, {@code clamp-1.0..1.0}, {@code clamp..4.0}</td><td>what outputs are cut at, nothing if absent</td></tr>
     * </table>
     *
     * @throws InvalidWorkloadException if the text is not one
     */
    public static Workload parse(String text) {
        return parse(text, Layout.NCHW);
    }

    /**
     * Reads the text form, see {@link #parse(String)}.
     *
     * @param absent the layout where the text names none
     * @throws InvalidWorkloadException if the text is not one
     */
    public static Workload parse(String text, Layout absent) {
        return WorkloadText.parse(text, absent);
    }

    // As in Size.
    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Workload workload
                        && batch == workload.batch
                        && channels == workload.channels
                        && multiplier == workload.multiplier
                        && input.equals(workload.input)
                        && kernel.equals(workload.kernel)
                        && stride.equals(workload.stride)
                        && padding.equals(workload.padding)
                        && dilation.equals(workload.dilation)
                        && layout == workload.layout
                        && epilogue.equals(workload.epilogue));
    }

    @Override
    public int hashCode() {
        int hash = 31 * (31 * batch + channels) + multiplier;
        hash = 31 * (31 * hash + input.hashCode()) + kernel.hashCode();
        hash = 31 * (31 * hash + stride.hashCode()) + padding.hashCode();
        hash = 31 * (31 * hash + dilation.hashCode()) + layout.name().hashCode();
        return 31 * hash + epilogue.hashCode();
    }

    /**
     * The canonical text form, such as {@code 256x12x12_k3_s1_p1_nchw16c}: the workload's identity
     * in files and databases.
     */
    @Override
    public String toString() {
        return WorkloadText.print(this);
    }
}
