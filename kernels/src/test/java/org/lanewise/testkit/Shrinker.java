package org.lanewise.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.schedule.Staging;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Makes a failing case smaller as long as it still fails: halves sizes, drops what it can. */
public final class Shrinker {
    private static final int MOST_TRIALS = 400;

    private final Predicate<LegalSchedule> fails;
    private int trials;

    private Shrinker(Predicate<LegalSchedule> fails) {
        this.fails = fails;
    }

    /** The smallest failing case that single steps from a failing one lead to. */
    public static LegalSchedule shrink(LegalSchedule failing, Predicate<LegalSchedule> fails) {
        Shrinker shrinker = new Shrinker(fails);
        LegalSchedule smallest = failing;
        Optional<LegalSchedule> smaller = Optional.of(failing);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = shrinker.step(smallest);
        }
        return smallest;
    }

    private Optional<LegalSchedule> step(LegalSchedule current) {
        for (LegalSchedule candidate : candidates(current)) {
            if (trials++ < MOST_TRIALS && fails.test(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<LegalSchedule> candidates(LegalSchedule current) {
        List<LegalSchedule> candidates = new ArrayList<>();
        for (Supplier<Workload> smaller : smallerWorkloads(current.workload())) {
            try {
                addIfNew(candidates, current, smaller.get(), current.schedule());
            } catch (InvalidWorkloadException kernelOutgrowsImage) {
                // No candidate.
            }
        }
        for (Schedule plainer : plainerSchedules(current.schedule())) {
            addIfNew(candidates, current, current.workload(), plainer);
        }
        return candidates;
    }

    private static void addIfNew(
            List<LegalSchedule> candidates,
            LegalSchedule old,
            Workload workload,
            Schedule schedule) {
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        boolean changed = !workload.equals(old.workload()) || !schedule.equals(old.schedule());
        if (changed) {
            space.ifLegal(schedule).ifPresent(candidates::add);
        }
    }

    private static List<Supplier<Workload>> smallerWorkloads(Workload w) {
        List<Supplier<Workload>> smaller = new ArrayList<>();
        smaller.add(() -> with(w, 1, w.channels(), w.multiplier()));
        smaller.add(() -> with(w, w.batch(), w.channels(), 1));
        for (int channels : less(w.channels())) {
            smaller.add(() -> with(w, w.batch(), channels, w.multiplier()));
        }
        for (Size input : less(w.input())) {
            smaller.add(() -> with(w, input, w.kernel(), w.stride(), w.padding(), w.dilation()));
        }
        for (Size kernel : less(w.kernel())) {
            smaller.add(() -> with(w, w.input(), kernel, w.stride(), w.padding(), w.dilation()));
        }
        for (Size stride : less(w.stride())) {
            smaller.add(() -> with(w, w.input(), w.kernel(), stride, w.padding(), w.dilation()));
        }
        for (Size dilation : less(w.dilation())) {
            smaller.add(() -> with(w, w.input(), w.kernel(), w.stride(), w.padding(), dilation));
        }
        for (Padding padding : less(w.padding())) {
            smaller.add(() -> with(w, w.input(), w.kernel(), w.stride(), padding, w.dilation()));
        }
        Epilogue epilogue = w.epilogue();
        smaller.add(() -> w.withEpilogue(Epilogue.NONE));
        smaller.add(() -> w.withEpilogue(new Epilogue(false, epilogue.low(), epilogue.high())));
        smaller.add(() ->
                w.withEpilogue(epilogue.clamped(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY)));
        return smaller;
    }

    private static List<Schedule> plainerSchedules(Schedule s) {
        List<Schedule> plainer = new ArrayList<>();
        for (Knob<Integer> size :
                List.of(Knobs.TILE_H, Knobs.TILE_W, Knobs.CHANNEL_BLOCK, Knobs.TILE_C)) {
            less(s.get(size)).forEach(smaller -> plainer.add(s.with(size, smaller)));
        }
        Schedule reloaded = s.with(Knobs.WEIGHTS, Weights.RELOADED);
        plainer.add(s.with(Knobs.ORDER, LoopOrder.CHW));
        plainer.add(reloaded);
        plainer.add(reloaded.with(Knobs.UNROLL, Unroll.NONE));
        plainer.add(s.with(Knobs.ACCESS, Access.CHECKED));
        plainer.add(s.with(Knobs.BORDERS, Borders.PEELED));
        plainer.add(s.with(Knobs.STAGING, Staging.DIRECT));
        return plainer;
    }

    private static List<Integer> less(int size) {
        return size == 1 ? List.of() : List.of(1, (size + 1) / 2, size - 1);
    }

    private static List<Size> less(Size size) {
        List<Size> less = new ArrayList<>();
        less(size.h()).forEach(h -> less.add(new Size(h, size.w())));
        less(size.w()).forEach(w -> less.add(new Size(size.h(), w)));
        return less;
    }

    private static List<Padding> less(Padding p) {
        return List.of(
                Padding.all(0),
                new Padding(0, p.left(), p.bottom(), p.right()),
                new Padding(p.top(), 0, p.bottom(), p.right()),
                new Padding(p.top(), p.left(), 0, p.right()),
                new Padding(p.top(), p.left(), p.bottom(), 0));
    }

    private static Workload with(Workload w, int batch, int channels, int multiplier) {
        return new Workload(
                batch,
                channels,
                multiplier,
                w.input(),
                w.kernel(),
                w.stride(),
                w.padding(),
                w.dilation(),
                w.layout(),
                w.epilogue());
    }

    private static Workload with(
            Workload w, Size input, Size kernel, Size stride, Padding padding, Size dilation) {
        return new Workload(
                w.batch(),
                w.channels(),
                w.multiplier(),
                input,
                kernel,
                stride,
                padding,
                dilation,
                w.layout(),
                w.epilogue());
    }

    /** The same schedule with rows that slide. */
    static Schedule sliding(Schedule s) {
        return s.with(Knobs.TILE_H, 1)
                .with(Knobs.ORDER, LoopOrder.CWH)
                .with(Knobs.UNROLL, Unroll.SLIDE);
    }
}
