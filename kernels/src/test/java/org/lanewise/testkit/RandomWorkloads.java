package org.lanewise.testkit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * Draws workloads small enough to be interpreted: all of what a workload can be, odd shapes
 * preferred.
 */
public final class RandomWorkloads {
    private static final long MOST_FLOPS = 60_000;

    private RandomWorkloads() {}

    /** A workload of at most a few ten thousand operations. */
    public static Workload small(RandomGenerator random) {
        while (true) {
            try {
                Workload workload = any(random);
                if (workload.flops() <= MOST_FLOPS) {
                    return workload;
                }
            } catch (InvalidWorkloadException tooLargeAKernel) {
                // Drawn again.
            }
        }
    }

    private static Workload any(RandomGenerator random) {
        List<Layout> layouts = List.of(Layout.values());
        Layout layout = layouts.get(random.nextInt(layouts.size()));
        boolean multiplies = random.nextInt(4) == 0;
        return new Workload(
                upTo(random, 2),
                upTo(random, multiplies ? 12 : 40),
                multiplies ? 1 + upTo(random, random.nextInt(4) == 0 ? 20 : 3) : 1,
                new Size(upTo(random, 20), upTo(random, 40)),
                kernel(random),
                new Size(upTo(random, 3), upTo(random, random.nextInt(6) == 0 ? 20 : 3)),
                new Padding(
                        random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4)),
                new Size(oftenOne(random, 3), oftenOne(random, 3)),
                layout,
                epilogue(random));
    }

    private static Size kernel(RandomGenerator random) {
        return random.nextInt(4) == 0
                ? new Size(upTo(random, 11), upTo(random, 11))
                : new Size(upTo(random, 5), upTo(random, 5));
    }

    private static Epilogue epilogue(RandomGenerator random) {
        Epilogue clamp =
                switch (random.nextInt(6)) {
                    case 0 -> Epilogue.NONE.clamped(0, 6);
                    case 1 -> Epilogue.NONE.clamped(0, Float.POSITIVE_INFINITY);
                    case 2 -> Epilogue.NONE.clamped(Float.NEGATIVE_INFINITY, 0.5f);
                    case 3 -> Epilogue.NONE.clamped(-0.25f, 0.75f);
                    case 4 -> Epilogue.NONE.clamped(0.125f, 2);
                    default -> Epilogue.NONE;
                };
        return random.nextBoolean() ? clamp.withBias() : clamp;
    }

    private static int upTo(RandomGenerator random, int most) {
        return 1 + random.nextInt(most);
    }

    private static int oftenOne(RandomGenerator random, int most) {
        return random.nextInt(3) == 0 ? upTo(random, most) : 1;
    }
}
