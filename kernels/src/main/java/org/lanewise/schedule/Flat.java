package org.lanewise.schedule;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.target.Target;
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
 * <p>Which lanes begin a row is the same every few vectors. Such periods, or several of the
 * shortest, are an iteration of a loop where two iterations at the least read nothing above or
 * below the image.
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

    /** So many have more code than any method. */
    private static final int MOST_VECTORS =
            Target.METHOD_LIMIT / (Bytecodes.LOAD + Bytecodes.STORE);

    /** So many outgrow any method; no more are counted. */
    private static final int MOST_MASKS = Target.METHOD_LIMIT / Bytecodes.NAMED;

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

    /** Of the outputs' own sums, which may be all bias, and of the others. */
    public List<Integer> shifts() {
        return Stream.concat(Stream.of(0), filterColumns().stream().map(this::shift))
                .distinct()
                .toList();
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
        long beside = written > MOST_VECTORS ? 0 : beside();
        TileWork code = code(written, beside);
        long moved = shifts().size() - 1L;
        // A join is counted as a selection and a move, which take a local each as it does.
        long joins = code.moves() * (Bytecodes.JOIN - Bytecodes.MOVE - Bytecodes.SELECT);
        long handedOn =
                iterations() == 0
                        ? 0
                        : Bytecodes.HAND_ON * (moved + 1) + 2 * Bytecodes.VIEW * moved;
        long ends = Bytecodes.ZEROS * moved;
        long bytecodes =
                code.bytecodes(
                        plan, before() + joins + handedOn + ends + wide(code) - begun(plan, code));
        return new Work(code(vectors(), beside), bytecodes, bytecodes, 1);
    }

    /** What sums that begin with a product save; with a bias the outputs' own do not. */
    private long begun(Plan plan, TileWork code) {
        boolean own = filterColumns().stream().anyMatch(tap -> shift(tap) == 0);
        boolean begins = own && !plan.workload().epilogue().bias();
        long saved = Bytecodes.MULTIPLY_ADD - Bytecodes.MULTIPLY;
        return saved * code.moves() + (begins ? (Bytecodes.START + saved) * code.outputs() : 0);
    }

    /** Bytecodes of what comes before the channels: lane numbers and masks, at the most. */
    private long before() {
        return Bytecodes.NAMED * names() - Bytecodes.FRAME_MASKS;
    }

    private long names() {
        List<Integer> moved = shifts().stream().filter(shift -> shift != 0).toList();
        int different = Math.min(period(), vectors());
        long most = (long) moved.size() * different;
        long joins = most > MOST_MASKS ? most : masks(moved, different);
        return moved.size() + joins + 2L * rows.kernel() + 1;
    }

    /** Masks of joins: those that leave some lanes out, and not all. */
    private long masks(List<Integer> moved, int vectors) {
        long all = Lanes.all(lanes).bits();
        return moved.stream()
                .flatMap(shift ->
                        IntStream.range(0, vectors).mapToObj(vector -> inRow(vector, shift)))
                .filter(bits -> bits != 0 && bits != all)
                .distinct()
                .count();
    }

    /**
     * What names before the channels add where locals have long numbers: they come first, and of a
     * product the pixel and the sum, which is read and written, come last.
     */
    private long wide(TileWork code) {
        long locals = names() + code.loads() + 2 * code.moves() + code.weights() + code.outputs();
        long wide = Math.max(0, locals - Bytecodes.NARROW_LOCALS);
        return Bytecodes.WIDE_OPERAND * 3 * code.products() * wide / locals;
    }

    /** Loads of which all would lie above or below the image, outside the loop. */
    private long beside() {
        return IntStream.concat(
                        IntStream.range(0, Math.min(loopStart(), vectors())),
                        IntStream.range(loopEnd(), vectors()))
                .mapToLong(vector ->
                        IntStream.range(0, rows.kernel())
                                .filter(tap -> loaded(vector, tap).none())
                                .count())
                .sum();
    }

    private TileWork code(int vectors, long beside) {
        long loads = (long) vectors * rows.kernel() - beside;
        long moves = (long) vectors * (shifts().size() - 1);
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
