package org.lanewise.tuner.peers.compare;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Estimate;

/**
 * One contender on one layer, as the JSON file holds it. A contender that failed has an {@code
 * error} and no numbers; the others have no {@code error}.
 *
 * @param layer the layer's name
 * @param layout order of its tensors in memory
 * @param threads how many threads might compute
 * @param cache {@code hot} or {@code cold}
 * @param contender who computed
 * @param implementation with what, in its own words
 * @param medianNs median time of a run, nanoseconds
 * @param lowNs lower end of the median's 95% confidence interval
 * @param highNs upper end
 * @param gflops speed at the median, 10^9 floating-point operations a second
 * @param ratioToBestPeer how many times as fast as the best peer; absent where no peer was right
 * @param rooflineShare share of what the machine allows, 1 is all
 * @param error why there is no time
 */
@Json
public record PeerRow(
        String layer,
        String layout,
        int threads,
        String cache,
        String contender,
        String implementation,
        @Nullable Double medianNs,
        @Nullable Double lowNs,
        @Nullable Double highNs,
        @Nullable Double gflops,
        @Nullable Double ratioToBestPeer,
        @Nullable Double rooflineShare,
        @Nullable String error) {

    /** The file's content: an array, one row a line. */
    public static String json(List<LayerComparison> layers) {
        JsonType<PeerRow> type = Jsonb.builder().build().type(PeerRow.class);
        return layers.stream()
                .flatMap(layer -> layer.showings().stream().map(showing -> of(layer, showing)))
                .map(type::toJson)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    static PeerRow of(LayerComparison layer, Showing showing) {
        return switch (showing.result()) {
            case Showing.Result.Timed(Estimate time, var _) -> timed(layer, showing, time);
            case Showing.Result.Failed(String why) -> row(layer, showing, null, null, null, why);
        };
    }

    private static PeerRow timed(LayerComparison layer, Showing showing, Estimate time) {
        OptionalDouble ratio = layer.ratioToBestPeer(showing);
        return row(
                layer,
                showing,
                time,
                ratio.isPresent() ? ratio.getAsDouble() : null,
                layer.rooflineShare(time),
                null);
    }

    private static PeerRow row(
            LayerComparison layer,
            Showing showing,
            @Nullable Estimate time,
            @Nullable Double ratio,
            @Nullable Double share,
            @Nullable String error) {
        return new PeerRow(
                layer.layer().name(),
                layer.layer().workload().layout().text(),
                layer.threads(),
                layer.cache().text(),
                showing.contender(),
                showing.implementation(),
                time == null ? null : time.medianNs(),
                time == null ? null : time.lowNs(),
                time == null ? null : time.highNs(),
                time == null ? null : time.gflops(layer.layer().workload()),
                ratio,
                share,
                error);
    }
}
