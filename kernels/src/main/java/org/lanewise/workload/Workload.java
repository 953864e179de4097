package org.lanewise.workload;

/**
 * One depthwise convolution with every size fixed, in float32. Output channel {@code o = c *
 * multiplier + m} is
 *
 * <pre>
 * {@code y[n,o,p,q] = sum over i,j of x[n, c, p*stride.h + i*dilation.h - top, q*stride.w + j*dilation.w - left] * w[o,0,i,j]}
 * </pre>
 *
 * with zeros outside the image, followed by the {@link Epilogue}. Weights are {@code
 * (channels*multiplier, 1, kh, kw)} row-major, as frameworks hold them; input and output lie in
 * {@link #layout}. Immutable and thread-safe.
 *
 * @param batch images, N
 * @param channels input channels, C
 * @param multiplier output channels for each input channel
 * @param input height and width of the input in pixels
 * @param kernel height and width of the filter in taps
 * @param stride output step in input pixels
 * @param padding zeros around the input
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
        WorkloadChecks.positive("input height", input.h());
        WorkloadChecks.positive("input width", input.w());
        WorkloadChecks.positive("kernel height", kernel.h());
        WorkloadChecks.positive("kernel width", kernel.w());
        WorkloadChecks.positive("stride height", stride.h());
        WorkloadChecks.positive("stride width", stride.w());
        WorkloadChecks.positive("dilation height", dilation.h());
        WorkloadChecks.positive("dilation width", dilation.w());
        WorkloadChecks.notNegative("top padding", padding.top());
        WorkloadChecks.notNegative("left padding", padding.left());
        WorkloadChecks.notNegative("bottom padding", padding.bottom());
        WorkloadChecks.notNegative("right padding", padding.right());
        int outH =
                WorkloadChecks.outputSize(
                        "height",
                        input.h(),
                        kernel.h(),
                        stride.h(),
                        dilation.h(),
                        padding.top(),
                        padding.bottom());
        int outW =
                WorkloadChecks.outputSize(
                        "width",
                        input.w(),
                        kernel.w(),
                        stride.w(),
                        dilation.w(),
                        padding.left(),
                        padding.right());
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
                outH,
                outW);
        WorkloadChecks.addressable("weight tensor", channels, multiplier, kernel.h(), kernel.w());
    }

    /** A dense, unpadded, stride-1 NCHW convolution to start from; refine it from there. */
    public static Workload of(int channels, int height, int width, int kernel) {
        return new Workload(
                1,
                channels,
                1,
                new Size(height, width),
                Size.square(kernel),
                Size.square(1),
                Padding.all(0),
                Size.square(1),
                Layout.NCHW,
                Epilogue.NONE);
    }

    /**
     * Height and width of the output: {@code floor((in + pads - ((k - 1) * dilation + 1)) / stride)
     * + 1}.
     */
    public Size output() {
        return new Size(
                WorkloadChecks.outputSize(
                        "height",
                        input.h(),
                        kernel.h(),
                        stride.h(),
                        dilation.h(),
                        padding.top(),
                        padding.bottom()),
                WorkloadChecks.outputSize(
                        "width",
                        input.w(),
                        kernel.w(),
                        stride.w(),
                        dilation.w(),
                        padding.left(),
                        padding.right()));
    }

    /** Output channels, {@code channels * multiplier}. */
    public int outputChannels() {
        return channels * multiplier;
    }

    /** Elements of the input in memory, the filling of the last channel block included. */
    public long inputElements() {
        return (long) batch * layout.storedChannels(channels) * input.h() * input.w();
    }

    /** Elements of the output in memory, the filling of the last channel block included. */
    public long outputElements() {
        Size out = output();
        return (long) batch * layout.storedChannels(outputChannels()) * out.h() * out.w();
    }

    /** Elements of the weights as frameworks hold them. */
    public long weightElements() {
        return (long) outputChannels() * kernel.h() * kernel.w();
    }

    /**
     * Floating-point operations, two for each multiply-add, taps on the padding counted too as is
     * usual.
     */
    public long flops() {
        Size out = output();
        return 2L * batch * outputChannels() * out.h() * out.w() * kernel.h() * kernel.w();
    }

    /** The same without taps on the padding: what a kernel must compute at the least. */
    public long flopsOnImage() {
        Size out = output();
        return 2L
                * batch
                * outputChannels()
                * tapsOnImage(
                        out.h(), input.h(), kernel.h(), stride.h(), dilation.h(), padding.top())
                * tapsOnImage(
                        out.w(), input.w(), kernel.w(), stride.w(), dilation.w(), padding.left());
    }

    /** Taps of all outputs along one dimension that meet the image. */
    private static long tapsOnImage(
            int outputs, int in, int kernel, int stride, int dilation, int before) {
        long taps = 0;
        for (int output = 0; output < outputs; output++) {
            long first = (long) output * stride - before;
            long from = Math.max(0, Math.ceilDiv(-first, dilation));
            long to = Math.min(kernel - 1L, Math.floorDiv(in - 1L - first, dilation));
            taps += Math.max(0, to - from + 1);
        }
        return taps;
    }

    /** The same convolution on tensors in another layout. */
    public Workload withLayout(Layout other) {
        return new Workload(
                batch,
                channels,
                multiplier,
                input,
                kernel,
                stride,
                padding,
                dilation,
                other,
                epilogue);
    }

    /** The same convolution with another epilogue. */
    public Workload withEpilogue(Epilogue other) {
        return new Workload(
                batch,
                channels,
                multiplier,
                input,
                kernel,
                stride,
                padding,
                dilation,
                layout,
                other);
    }

    /** The same convolution with stride and padding equal on all sides. */
    public Workload with(int newStride, int newPadding) {
        return new Workload(
                batch,
                channels,
                multiplier,
                input,
                kernel,
                Size.square(newStride),
                Padding.all(newPadding),
                dilation,
                layout,
                epilogue);
    }

    /**
     * Reads the text form, see {@link WorkloadText}.
     *
     * @throws InvalidWorkloadException if the text is not one
     */
    public static Workload parse(String text) {
        return parse(text, Layout.NCHW);
    }

    /**
     * Reads the text form.
     *
     * @param absent the layout where the text names none
     * @throws InvalidWorkloadException if the text is not one
     */
    public static Workload parse(String text, Layout absent) {
        return WorkloadText.parse(text, absent);
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
