package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.Layouts;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.Refusals;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Holds kernels against the numbers of other projects. Not thread-safe. */
final class VectorCheck implements AutoCloseable {
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("lanewise.exhaustive");
    static final List<Layout> LAYOUTS = List.of(Layout.values());

    private final KernelTester tester = new KernelTester();
    private final Refusals refusals = new Refusals();

    /**
     * Compares kernels with a case by the default schedule in every layout, and by a random one in
     * one of them (each with {@code -Dlanewise.exhaustive=true}).
     *
     * @param tolerance how far an element may be off, from the case and the sum of its absolute
     *     products
     */
    void expectRight(VectorCase vector, ToDoubleBiFunction<VectorCase, Double> tolerance) {
        expectRight(vector, LAYOUTS, tolerance);
    }

    /** The same in some layouts. */
    void expectRight(
            VectorCase vector,
            List<Layout> layouts,
            ToDoubleBiFunction<VectorCase, Double> tolerance) {
        SplittableRandom random = new SplittableRandom(vector.name().hashCode());
        Layout varied = layouts.get(random.nextInt(layouts.size()));
        double[] magnitudes = Magnitudes.of(vector);
        List<LegalSchedule> kernels = new ArrayList<>();
        for (Layout layout : layouts) {
            ScheduleSpace space =
                    ScheduleSpace.of(vector.workload().withLayout(layout), KernelTester.TARGET);
            Optional<LegalSchedule> defaultSchedule = refusals.defaultSchedule(space);
            defaultSchedule.ifPresent(kernels::add);
            if (defaultSchedule.isPresent() && (EXHAUSTIVE || layout == varied)) {
                RandomSchedules.legal(space, random).ifPresent(kernels::add);
            }
        }
        tester.prepare(kernels);
        kernels.forEach(kernel -> compare(vector, kernel, magnitudes, tolerance));
    }

    private void compare(
            VectorCase vector,
            LegalSchedule legal,
            double[] magnitudes,
            ToDoubleBiFunction<VectorCase, Double> tolerance) {
        Workload workload = legal.workload();
        float[] input =
                Layouts.convert(
                        vector.x(),
                        Layout.NCHW,
                        workload.layout(),
                        workload.batch(),
                        workload.channels(),
                        workload.input());
        float[] stored = tester.run(legal, new SeededData(input, vector.w(), vector.b()));
        float[] actual =
                Layouts.convert(
                        stored,
                        workload.layout(),
                        Layout.NCHW,
                        workload.batch(),
                        workload.outputChannels(),
                        workload.output());
        assertThat(actual).hasSameSizeAs(vector.y());
        for (int i = 0; i < actual.length; i++) {
            double allowed = tolerance.applyAsDouble(vector, magnitudes[i]);
            if (!(Math.abs(actual[i] - (double) vector.y()[i]) <= allowed)) {
                throw new AssertionError(
                        "%s: element %d is %s but should be %s within %s"
                                .formatted(
                                        KernelTester.reproduction(legal),
                                        i,
                                        actual[i],
                                        vector.y()[i],
                                        allowed));
            }
        }
    }

    /** How many kernels there were, and how many were refused by which rule. */
    String refusals(String title) {
        return refusals.table(title);
    }

    @Override
    public void close() {
        tester.close();
    }
}
