package org.lanewise.schedule;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.workload.Line;

/**
 * How {@link Unroll#FLAT} computes the image of a channel: as one line of pixels, from which
 * vectors are cut wherever in a row that may be, so that rows leave no lanes empty. Products are
 * added up for each shift between an output and its input; the sums are moved by it at the end,
 * across the border of two vectors too, but not onto the next row. Rows of three, vectors of four
 * lanes:
 *
 * <pre>{@code
 * vectors              0   0   0   0 | 1   1   1   1 | 2
 * outputs              00  01  02  10  11  12  20  21  22
 * inputs of row i      the same pixels, (i - before) rows further on
 * filter column 0      .   s0  s1  .   s3  s4  .   s6  s7     its sum s, moved by a lane
 * }</pre>
 *
 * <p>Which lanes begin a row is the same every few vectors. Such periods are a loop where two of
 * them at the least read nothing above or below the image.
 *
 * @param rows how outputs meet the rows of the image
 * @param columns likewise its columns, as many outputs as inputs
 * @param lanes of a vector
 */
public record Flat(Line rows, Line columns, int lanes) implements Walk.Whole.Image {
    /** A loop of fewer iterations is written out. */
    private static final int FEWEST_ITERATIONS = 2;

    /** What a loop hands on from iteration to iteration costs more where these are shorter. */
    private static final int FEWEST_VECTORS = 4;

    /** The line of a workload, whether or not it can be computed so. */
    static Flat of(Plan plan) {
        return new Flat(plan.rows(), plan.columns(), plan.schedule().lanes());
    }

    /** Whether outputs lie as inputs do, and fill fewer vectors than rows would. */
    boolean fits() {
        return rows.stride() == 1
                && columns.stride() == 1
                && columns.in() == columns.out()
                && filterColumns().stream().allMatch(tap -> Math.abs(shift(tap)) < lanes)
                && vectors() < (long) rows.out() * Math.ceilDiv(columns.out(), lanes);
    }

    private long pixels() {
        return (long) rows.out() * columns.out();
    }

    /** Vectors of outputs; the last one may be filled in part. */
    public int vectors() {
        return (int) Math.ceilDiv(pixels(), lanes);
    }

    /** Vectors of an iteration: whole periods, after which rows begin in the same lanes again. */
    public int iteration() {
        return Math.ceilDiv(FEWEST_VECTORS, period()) * period();
    }

    private int period() {
        // The greatest common divisor: lanes are a power of two.
        return columns.out() / Math.min(lanes, Integer.lowestOneBit(columns.out()));
    }

    /** First vector of the loop; another is before it. */
    public int loopStart() {
        long above = Math.ceilDiv(-fromOutput(0), lanes);
        return Math.clamp(above, 1, vectors());
    }

    /** Iterations of the loop; 0 if all is written out. */
    public int iterations() {
        long below = Math.max(0, fromOutput(rows.kernel() - 1));
        long end = Math.min(pixels(), (long) rows.in() * columns.in() - below) / lanes;
        long iterations = (end - loopStart()) / iteration();
        return iterations < FEWEST_ITERATIONS ? 0 : (int) iterations;
    }

    /** First vector behind the loop. */
    public int loopEnd() {
        return loopStart() + iterations() * iteration();
    }

    /** Pixels from an output to the input of the same column under a row of the filter. */
    public long fromOutput(int tap) {
        return ((long) tap * rows.dilation() - rows.before()) * columns.in();
    }

    /** Lanes of a vector whose inputs under a row of the filter lie on the image. */
    public Lanes loaded(int vector, int tap) {
        long first = (long) vector * lanes + fromOutput(tap);
        long end = (long) rows.in() * columns.in();
        return new Lanes(
                (int) Math.clamp(-first, 0L, (long) lanes),
                (int) Math.clamp(end - first, 0L, (long) lanes),
                lanes);
    }

    /** Lanes of outputs. */
    public Lanes stored(int vector) {
        return new Lanes(0, (int) Math.min(lanes, pixels() - (long) vector * lanes), lanes);
    }

    /** Lanes from an output to the input under a filter column. */
    public int shift(int tap) {
        return tap * columns.dilation() - columns.before();
    }

    /** Filter columns that meet the image. */
    public List<Integer> filterColumns() {
        return IntStream.range(0, columns.kernel())
                .filter(tap -> Math.abs(shift(tap)) < columns.out())
                .boxed()
                .toList();
    }

    /** One bit for each output of a vector whose input, some columns on, lies in the same row. */
    public long inRow(int vector, int shift) {
        long bits = 0;
        for (int lane = 0; lane < lanes; lane++) {
            long column = ((long) vector * lanes + lane) % columns.out() + shift;
            if (column >= 0 && column < columns.out()) {
                bits |= 1L << lane;
            }
        }
        return bits;
    }

    /**
     * For each lane of an output the lane of a sum that belongs there, counted through the vectors
     * that hold them: the one before and its own, or its own and the next.
     */
    public List<Integer> moved(int shift) {
        int first = shift < 0 ? lanes + shift : shift;
        return IntStream.range(first, first + lanes).boxed().toList();
    }

    private List<Integer> shifts() {
        return filterColumns().stream().map(this::shift).distinct().toList();
    }

    @Override
    public int sums(Plan plan) {
        // Those of the vector before wait for their neighbours.
        return 2 * shifts().size();
    }

    @Override
    public int outputsAcross(Plan plan) {
        return (int) pixels();
    }

    @Override
    public String words(Plan plan) {
        return iterations() == 0
                ? "The innermost code computes all output rows, as one line of pixels."
                : "The innermost loop computes "
                        + iteration() * lanes / columns.out()
                        + " output rows an iteration, as one line of pixels.";
    }

    @Override
    public Work work(Plan plan) {
        if (!fits()) {
            return Work.tooLarge(new TileWork(1, 1, 1, 0, 0, 1, 1));
        }
        int written = vectors() - Math.max(0, iterations() - 1) * iteration();
        TileWork code = code(written);
        // A join is counted as a selection and a move, which take a local each as it does.
        long joins = code.moves() * (Bytecodes.JOIN - Bytecodes.MOVE - Bytecodes.SELECT);
        long handedOn = iterations() == 0 ? 0 : 2L * Bytecodes.HAND_ON * shifts().size();
        // Sums begin with a product, but for the outputs' own where there is a bias.
        long begun = (Bytecodes.MULTIPLY_ADD - Bytecodes.MULTIPLY) * code.moves();
        if (!plan.workload().epilogue().bias()) {
            begun += Bytecodes.START * code.outputs();
        }
        long bytecodes = code.bytecodes(plan, before() + joins + handedOn - begun);
        return new Work(code(vectors()), bytecodes, bytecodes, 1);
    }

    /** Bytecodes of what comes before the channels: lane numbers and masks, at the most. */
    private long before() {
        long moved = shifts().stream().filter(shift -> shift != 0).count();
        long masks = moved * Math.min(period(), vectors()) + 2L * rows.kernel() + 1;
        return Bytecodes.NAMED * (moved + masks);
    }

    private TileWork code(int vectors) {
        long loads = (long) vectors * rows.kernel();
        long moves = (long) vectors * (shifts().size() - (shifts().contains(0) ? 1 : 0));
        return new TileWork(
                vectors,
                loads,
                loads,
                moves,
                moves,
                (long) rows.kernel() * columns.kernel(),
                loads * filterColumns().size());
    }
}
