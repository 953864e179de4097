package org.lanewise.db.sql;

import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;

/** One layer of a result, with what it has in common with the others. */
record BestRow(
        long bestId,
        @Nullable Long stamp,
        @Nullable Integer generator,
        @Nested MachineRow machine,
        String suite,
        @Nullable CacheState cache,
        double peakGflops,
        @Nested LayerRow layer) {
    /** When the result was saved; that of files from before there were stamps is not known. */
    long since() {
        return stamp == null ? 0 : stamp;
    }

    /** Whose kernels won; files from before that was kept do not tell. */
    int madeBy() {
        return generator == null ? 0 : generator;
    }

    /** The result with these layers. */
    static BestConfig result(List<BestRow> rows) {
        BestRow any = rows.getFirst();
        List<TunedLayer> layers = rows.stream().map(row -> row.layer.tuned()).toList();
        return new BestConfig(
                any.machine.machine(),
                any.suite,
                any.cache == null ? CacheState.HOT : any.cache,
                any.peakGflops,
                layers);
    }
}
