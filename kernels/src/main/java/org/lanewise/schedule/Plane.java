package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.target.Target;
import org.lanewise.workload.Line;

/**
 * How {@link Unroll#PLANE} computes the image of a channel whose rows are short: a vector holds
 * several rows of outputs. Without a stride the inputs under them are loaded as they lie; with one
 * two rows are loaded, of which every stride-th pixel is picked. Products are added up for each
 * shift between an output and its input, and the sums are moved by it at the end. Rows of three,
 * vectors of eight lanes, no stride:
 *
 * <pre>{@code
 * lanes                0   1   2   3   4   5   .   .
 * output rows 0, 1     00  01  02  10  11  12
 * input rows  1, 2     10  11  12  20  21  22        of the filter's last row, as they lie there
 * filter column 0      .   s0  s1  .   s3  s4        its sum s, moved by a lane; padding elsewhere
 * }</pre>
 *
 * @param rows how outputs meet the rows of the image
 * @param columns likewise its columns, as many outputs as steps of the stride fit into a row
 * @param lanes of a vector
 */
public record Plane(Line rows, Line columns, int lanes) implements Walk.Whole.Image {
    /** Rows that are picked from two loads. */
    private static final int PICKED = 2;

    /** So many stores alone are beyond what the JIT compiles; no more vectors are looked at. */
    private static final int MOST_VECTORS = Target.METHOD_LIMIT / Bytecodes.STORE;

    /** The plane of a workload, whether or not it can be computed so. */
    static Plane of(Plan plan) {
        return new Plane(plan.rows(), plan.columns(), plan.schedule().lanes());
    }

    /**
     * Whether outputs lie as inputs do, and vectors hold two rows at the least. A stride from row
     * to row alone is none of it: two rows would be joined and no pixel left out.
     */
    boolean fits() {
        int held = rowsOfVector();
        int stride = columns.stride();
        boolean picks =
                stride > 1
                        && columns.in() <= lanes
                        && held * columns.out() <= lanes
                        // A lane of what is loaded is zero, where one is needed.
                        && (columns.in() == stride * columns.out() || columns.in() < lanes);
        return (unstrided() || picks)
                && Math.ceilDiv(columns.in(), stride) == columns.out()
                && held >= PICKED
                && held <= rows.out()
                && rows.out() / held < MOST_VECTORS
                // Else half as many lanes do the same.
                && (2 * held * columns.out() > lanes || 2 * columns.in() > lanes);
    }

    /** Whether one load has the inputs of all rows of a vector. */
    public boolean unstrided() {
        return rows.stride() == 1 && columns.stride() == 1;
    }

    /** Rows of outputs that one vector holds, or would if the plane does not fit. */
    public int rowsOfVector() {
        return unstrided() ? Math.max(1, lanes / columns.out()) : PICKED;
    }

    /** The first output row of each vector; the last one overlaps the one before at need. */
    public List<Integer> firstRows() {
        int held = rowsOfVector();
        List<Integer> first =
                new ArrayList<>(
                        IntStream.range(0, rows.out() / held)
                                .mapToObj(vector -> vector * held)
                                .toList());
        if (rows.out() % held > 0) {
            first.add(rows.out() - held);
        }
        return first;
    }

    /** The input row of an output row under a row of the filter; it may lie beside the image. */
    public int inputRow(int outputRow, int tap) {
        return outputRow * rows.stride() + tap * rows.dilation() - rows.before();
    }

    /** The input rows of a vector's rows from the first one's on that lie on the image. */
    public List<Integer> onImage(int inputRow) {
        return IntStream.range(0, rowsOfVector())
                .map(row -> inputRow + row * rows.stride())
                .filter(row -> row >= 0 && row < rows.in())
                .boxed()
                .toList();
    }

    /** Lanes of what one load reads from an input row on that lie on the image. */
    public Lanes loaded(int inputRow) {
        if (!unstrided()) {
            return new Lanes(0, columns.in(), lanes);
        }
        List<Integer> real = onImage(inputRow);
        int from = (real.getFirst() - inputRow) * columns.in();
        return new Lanes(from, from + real.size() * columns.in(), lanes);
    }

    /** Whether a load from an input row on needs no mask: it stays inside its channel's image. */
    public boolean loadsWhole(int inputRow) {
        boolean zeroWanted = !unstrided() && columns.in() < columns.stride() * columns.out();
        return !zeroWanted
                && inputRow >= 0
                && (long) inputRow * columns.in() + lanes <= (long) rows.in() * columns.in();
    }

    /** Lanes of outputs. */
    public Lanes stored() {
        return new Lanes(0, rowsOfVector() * columns.out(), lanes);
    }

    /** Whether a store to an output row needs no mask: what runs over is written over later. */
    public boolean storesWhole(int outputRow) {
        return (long) outputRow * columns.out() + lanes <= (long) rows.out() * columns.out();
    }

    /** Whether a filter column meets the image: some output has a pixel under it. */
    public boolean meets(int tap) {
        int shift = shift(tap);
        int leftmost = Math.max(0, shift) * columns.stride() + phase(tap);
        return Math.abs(shift) < columns.out() && leftmost < columns.in();
    }

    /** Lanes from an output to the input under a filter column. */
    public int shift(int tap) {
        return Math.floorDiv(fromOutput(tap), columns.stride());
    }

    /** Which of the pixels that a stride steps over a filter column reads. */
    public int phase(int tap) {
        return Math.floorMod(fromOutput(tap), columns.stride());
    }

    private int fromOutput(int tap) {
        return tap * columns.dilation() - columns.before();
    }

    /**
     * The lanes that every stride-th pixel of two input rows is picked from, counted through both
     * loads; where one of the rows lies beside the image, through the other and zeros.
     */
    public List<Integer> picked(int inputRow, int phase) {
        List<Integer> real = onImage(inputRow);
        return IntStream.range(0, lanes)
                .mapToObj(lane -> {
                    int row = inputRow + lane / columns.out() * rows.stride();
                    int pixel = lane % columns.out() * columns.stride() + phase;
                    int load = real.indexOf(row);
                    boolean zero = load < 0 || pixel >= columns.in();
                    // Lanes beyond a row of the image were loaded as zeros.
                    int ofZero = real.size() == PICKED ? columns.in() : lanes;
                    return zero ? ofZero : load * lanes + pixel;
                })
                .toList();
    }

    /**
     * For each lane the lane of a sum that belongs there, or beyond the last one where that falls
     * on the padding.
     */
    public List<Integer> moved(int shift) {
        int width = columns.out();
        return IntStream.range(0, lanes)
                .mapToObj(lane -> {
                    int column = lane % width + shift;
                    boolean real = lane < stored().to() && column >= 0 && column < width;
                    return real ? lane + shift : lanes;
                })
                .toList();
    }

    /** Filter columns that meet the image. */
    public List<Integer> filterColumns() {
        return IntStream.range(0, columns.kernel()).filter(this::meets).boxed().toList();
    }

    /** Shifts that the sums of filter columns are moved by; 0 is the sum of the outputs. */
    private int shifts() {
        return (int) filterColumns().stream().map(this::shift).distinct().count();
    }

    @Override
    public int sums(Plan plan) {
        return Math.max(1, shifts());
    }

    @Override
    public int outputsAcross(Plan plan) {
        return stored().to();
    }

    @Override
    public String words(Plan plan) {
        return "The innermost code computes all output rows, "
                + rowsOfVector()
                + " in each vector.";
    }

    @Override
    public Work work(Plan plan) {
        if (!fits()) {
            return Work.tooLarge(new TileWork(1, 1, 1, 0, 0, 1, 1));
        }
        TileWork all = code();
        long bytecodes = all.bytecodes(plan, before());
        return new Work(all, bytecodes, bytecodes, 1);
    }

    /** What the code of a whole plane does. */
    private TileWork code() {
        List<Integer> read =
                firstRows().stream()
                        .flatMap(first ->
                                IntStream.range(0, rows.kernel())
                                        .mapToObj(tap -> inputRow(first, tap)))
                        .filter(row -> !onImage(row).isEmpty())
                        .toList();
        List<Integer> vectors = read.stream().distinct().toList();
        long loads =
                unstrided()
                        ? vectors.size()
                        : read.stream().flatMap(row -> onImage(row).stream()).distinct().count();
        // With zeros for one of its rows a selection takes half as many bytecodes again.
        long selects =
                vectors.stream().mapToLong(row -> onImage(row).size() < PICKED ? 2 : 1).sum();
        boolean unmoved = filterColumns().stream().anyMatch(tap -> shift(tap) == 0);
        return new TileWork(
                firstRows().size(),
                vectors.size(),
                loads,
                unstrided() ? 0 : selects * phases(),
                firstRows().size() * (shifts() - (unmoved ? 1L : 0)),
                (long) rows.kernel() * columns.kernel(),
                (long) read.size() * filterColumns().size());
    }

    private long phases() {
        return filterColumns().stream().map(this::phase).distinct().count();
    }

    /** Bytecodes of what comes before the channels: lane numbers and masks, at the most. */
    private long before() {
        long patterns = (unstrided() ? 0 : 3 * phases()) + shifts();
        long masks = 2L * rows.kernel() + 1;
        return Bytecodes.NAMED * (patterns + masks);
    }
}
