package org.lanewise.tuner.search;

import java.util.List;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.space.Point;

/**
 * What other searches teach this one.
 *
 * @param same examples of the same problem
 * @param others examples of other problems, the most alike first
 * @param fastest valid points of this problem that were fastest elsewhere, fastest first
 */
public record Lessons(List<Example> same, List<Example> others, List<Point> fastest) {
    private static final Lessons NONE = new Lessons(List.of(), List.of(), List.of());

    /** Keeps unmodifiable copies. */
    public Lessons {
        same = List.copyOf(same);
        others = List.copyOf(others);
        fastest = List.copyOf(fastest);
    }

    /** Of a search that is alone. */
    public static Lessons none() {
        return NONE;
    }
}
