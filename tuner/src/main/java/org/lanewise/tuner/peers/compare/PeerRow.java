package org.lanewise.tuner.peers.compare;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Estimate;
import org.lanewise.reports.peers.Standings;
import org.lanewise.reports.stats.Difference;

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
 * @param ratioToBestPeer how many times as fast as the best peer, geometric mean of the rounds;
 *     absent where no peer was right
 * @param lanewiseRatio how many times as fast as this contender Lanewise is, geometric mean of the
 *     rounds; absent of Lanewise itself, and where that was wrong
 * @param lanewiseRatioLow lower end of its interval, corrected for the number of rows; absent where
 *     too few rounds tell
 * @param lanewiseRatioHigh upper end
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
        @Nullable Double lanewiseRatio,
        @Nullable Double lanewiseRatioLow,
        @Nullable Double lanewiseRatioHigh,
        @Nullable Double rooflineShare,
        @Nullable String error) {

    /** The file's content: an array, one row a line. */
    public static String json(List<LayerComparison> layers, Standings standings) {
        JsonType<PeerRow> type = Jsonb.builder().build().type(PeerRow.class);
        return layers.stream()
                .flatMap(layer ->
                        layer.showings().stream().map(showing -> of(layer, showing, standings)))
                .map(type::toJson)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    static PeerRow of(LayerComparison layer, Showing showing, Standings standings) {
        Optional<Estimate> time = showing.time();
        Optional<Standings.Row> standing = standings.row(layer.layer().name(), showing.contender());
        Optional<Difference> difference = standing.flatMap(Standings.Row::difference);
        OptionalDouble ratio = layer.ratioToBestPeer(showing);
        return new PeerRow(
                layer.layer().name(),
                layer.layer().workload().layout().text(),
                layer.threads(),
                layer.cache().text(),
                showing.contender(),
                showing.implementation(),
                time.map(Estimate::medianNs).orElse(null),
                time.map(Estimate::lowNs).orElse(null),
                time.map(Estimate::highNs).orElse(null),
                time.map(known -> known.gflops(layer.layer().workload())).orElse(null),
                ratio.isPresent() ? ratio.getAsDouble() : null,
                standing.map(Standings.Row::ratio).orElse(null),
                difference.map(Difference::low).orElse(null),
                difference.map(Difference::high).orElse(null),
                time.map(layer::rooflineShare).orElse(null),
                showing.result() instanceof Showing.Result.Failed(String why) ? why : null);
    }
}
