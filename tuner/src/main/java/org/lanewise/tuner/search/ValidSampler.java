package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;

/**
 * Draws valid points of a space uniformly, none twice: a Fisher-Yates shuffle of all points that is
 * carried out only as far as it is asked for, so that large spaces need no list and small ones run
 * out for certain.
 */
final class ValidSampler {
    private final Space space;
    private final Random random;
    private final long points;
    private final Map<Long, Long> moved = new HashMap<>();
    private long drawn;

    ValidSampler(Space space, Random random) {
        this.space = space;
        this.random = random;
        this.points = space.points();
    }

    /**
     * Up to {@code most} further points that are not excluded; fewer where the space holds no more.
     */
    List<Point> draw(int most, Set<Point> excluded) {
        List<Point> found = new ArrayList<>();
        while (found.size() < most && drawn < points) {
            Point point = space.point(next());
            if (!excluded.contains(point) && space.valid(point)) {
                found.add(point);
            }
        }
        return found;
    }

    private long next() {
        long other = random.nextLong(drawn, points);
        long index = moved.getOrDefault(other, other);
        moved.put(other, moved.getOrDefault(drawn, drawn));
        drawn++;
        return index;
    }
}
