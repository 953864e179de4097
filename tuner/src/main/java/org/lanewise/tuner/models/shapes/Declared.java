package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.tuner.models.graph.ValueInfo.DeclaredSize;

/** Joins what a file says of a value with what follows from its nodes. */
final class Declared {
    private Declared() {}

    static Shape joined(
            String name, Shape inferred, List<DeclaredSize> declared, Inference.Infos infos) {
        boolean believed = infos == Inference.Infos.BELIEVED;
        return switch (inferred) {
            case Shape.Unranked(Cause cause) ->
                    new Shape.Ranked(declared.stream().map(size -> dim(size, cause)).toList());
            case Shape.Ranked(List<Dim> dims) ->
                    dims.size() == declared.size()
                            ? joined(name, dims, declared, believed)
                            : believed ? new Shape.Unranked(conflict(name)) : inferred;
        };
    }

    private static Shape joined(
            String name, List<Dim> dims, List<DeclaredSize> declared, boolean believed) {
        List<Dim> joined = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            joined.add(joined(name, dims.get(axis), declared.get(axis), believed));
        }
        return new Shape.Ranked(List.copyOf(joined));
    }

    private static Dim joined(String name, Dim dim, DeclaredSize declared, boolean believed) {
        return switch (dim) {
            case Dim.Open(Cause cause) -> dim(declared, cause);
            case Dim.Known(long size) ->
                    believed && declared instanceof DeclaredSize.Fixed(long said) && said != size
                            ? new Dim.Open(conflict(name))
                            : dim;
        };
    }

    private static Dim dim(DeclaredSize declared, Cause cause) {
        return switch (declared) {
            case DeclaredSize.Fixed(long size) -> Dim.of(size);
            case DeclaredSize.Open open -> new Dim.Open(cause);
        };
    }

    private static Cause conflict(String name) {
        return new Cause.Undecided(
                "the model says one thing of the sizes of '" + name + "', its nodes another");
    }
}
