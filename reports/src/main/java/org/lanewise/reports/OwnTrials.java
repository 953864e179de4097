package org.lanewise.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.config.Estimate;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;

/**
 * The trials of the run that a layer's figures come from. A run goes on where earlier ones of the
 * same search were, those of the same strategy and seed, so what these screened is its own as well.
 *
 * @param trials oldest first
 * @param behind whether the figures come from these; if not, nothing that they come from is in the
 *     database, and these are the last run's
 * @param forks the fresh JVMs behind the figures
 * @param ablated what was last timed with one knob of the best schedule changed, in whichever run:
 *     it is the schedule that it says something of
 * @param runs the runs that recorded them, the one that the figures come from last; without those
 *     of which none was told
 * @param generator version of the generator that made the kernels; empty without a trial
 */
record OwnTrials(
        List<Trial> trials,
        boolean behind,
        Forks forks,
        List<Trial> ablated,
        List<UUID> runs,
        OptionalInt generator) {
    /** Keeps unmodifiable copies. */
    OwnTrials {
        trials = List.copyOf(trials);
        ablated = List.copyOf(ablated);
        runs = List.copyOf(runs);
    }

    /**
     * Finds them.
     *
     * @param recorded all trials of the layer's candidates under such caches, oldest first
     */
    static OwnTrials of(TunedLayer layer, List<Recorded> recorded) {
        Optional<Forks.Session> confirmed = Forks.behind(layer, recorded);
        Optional<Recorded> behind =
                confirmed.map(Forks.Session::last).or(() -> lastOf(layer, recorded));
        Optional<Recorded> origin = behind.or(() -> last(recorded, any -> true));
        List<Recorded> own = origin.map(one -> of(one, recorded)).orElse(List.of());
        return new OwnTrials(
                own.stream().map(Recorded::trial).toList(),
                behind.isPresent(),
                confirmed.map(Forks.Session::forks).orElseGet(() -> new Forks(List.of())),
                ablated(layer, recorded),
                origin.map(one -> runs(one, own)).orElse(List.of()),
                origin.map(one -> OptionalInt.of(one.generator())).orElseGet(OptionalInt::empty));
    }

    private static List<UUID> runs(Recorded origin, List<Recorded> own) {
        return Stream.concat(
                        own.stream().filter(one -> !one.run().equals(origin.run())),
                        Stream.of(origin))
                .flatMap(one -> one.run().stream())
                .distinct()
                .toList();
    }

    /** The last screening that gave an unconfirmed figure. */
    private static Optional<Recorded> lastOf(TunedLayer layer, List<Recorded> recorded) {
        return last(
                recorded,
                one ->
                        one.trial().schedule().equals(layer.best())
                                && one.trial().outcome()
                                        instanceof Outcome.Measured(Estimate time, var _, var _)
                                && time.equals(layer.bestTime()));
    }

    private static List<Trial> ablated(TunedLayer layer, List<Recorded> recorded) {
        return last(
                        recorded,
                        one ->
                                one.trial().stage() == Stage.ABLATION
                                        && one.trial().schedule().equals(layer.best()))
                .map(winner ->
                        recorded.stream()
                                .filter(one -> one.trial().stage() == Stage.ABLATION)
                                .filter(one -> one.run().equals(winner.run()))
                                .filter(one -> one.generator() == winner.generator())
                                .map(Recorded::trial)
                                .toList())
                .orElse(List.of());
    }

    private static Optional<Recorded> last(List<Recorded> recorded, Predicate<Recorded> wanted) {
        return recorded.reversed().stream().filter(wanted).findFirst();
    }

    private static List<Recorded> of(Recorded origin, List<Recorded> recorded) {
        int at = recorded.lastIndexOf(origin);
        return IntStream.range(0, recorded.size())
                .filter(i -> isOwn(origin, recorded.get(i), i < at))
                .mapToObj(recorded::get)
                .toList();
    }

    private static boolean isOwn(Recorded origin, Recorded other, boolean before) {
        boolean goneOnFrom = before && other.trial().stage().screening();
        return sameSearch(origin, other) && (goneOnFrom || other.run().equals(origin.run()));
    }

    private static boolean sameSearch(Recorded one, Recorded other) {
        return one.generator() == other.generator()
                && one.trial().strategy().equals(other.trial().strategy())
                && one.trial().seed() == other.trial().seed();
    }
}
