package org.lanewise.tuner.peers.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;
import org.lanewise.tuner.suites.Layer;

/**
 * The contenders on one layer, in a JVM of their own: kernels of several layers in one would spoil
 * each other's profiles.
 */
final class LayerMatch {
    private final ComparePlan plan;
    private final Layer layer;
    private final CompareProgress progress;
    private final Optional<OneDnnIsa> isa;
    private final List<Entry> entries = new ArrayList<>();
    private List<String> names = List.of(Entrant.LANEWISE);

    /** One contender while it is measured; {@code nanos} stay empty if it does not take part. */
    private record Entry(String name, Answer.Verdict verdict, List<Double> nanos) {}

    LayerMatch(ComparePlan plan, Layer layer, CompareProgress progress, Optional<OneDnnIsa> isa) {
        this.plan = plan;
        this.layer = layer;
        this.progress = progress;
        this.isa = isa;
    }

    /**
     * Proves and times.
     *
     * @param config what Lanewise runs with
     * @return how each contender did; where the JVM was lost, that is what all failed of
     */
    List<Showing> run(Path config) throws InterruptedException {
        try (MeasuringJvm jvm = new MeasuringJvm(plan, layer.workload(), isa)) {
            prove(jvm, config);
            time(jvm);
            return entries.stream().map(LayerMatch::showing).toList();
        } catch (MeasuringJvm.Lost lost) {
            return failed("the measuring JVM " + lost.getMessage());
        }
    }

    private void prove(MeasuringJvm jvm, Path config)
            throws InterruptedException, MeasuringJvm.Lost {
        Question open =
                new Question.Open(
                        layer.workload().toString(),
                        config.toString(),
                        plan.threads(),
                        plan.cache());
        names = jvm.ask(open, Answer.Contenders.class).names();
        for (int i = 0; i < names.size(); i++) {
            progress.proving(layer, names.get(i));
            Answer.Verdict verdict = jvm.ask(new Question.Prove(i), Answer.Verdict.class);
            entries.add(new Entry(names.get(i), verdict, new ArrayList<>()));
        }
    }

    private void time(MeasuringJvm jvm) throws InterruptedException, MeasuringJvm.Lost {
        List<Entry> right =
                entries.stream().filter(entry -> entry.verdict() instanceof Answer.Right).toList();
        for (int round = 0; round < plan.rounds() && !right.isEmpty(); round++) {
            List<Double> nanos = jvm.ask(new Question.Round(round), Answer.Times.class).nanos();
            for (int i = 0; i < right.size(); i++) {
                right.get(i).nanos().add(nanos.get(i));
            }
            progress.round(layer, round + 1, plan.rounds());
        }
    }

    private static Showing showing(Entry entry) {
        return switch (entry.verdict()) {
            case Answer.Right(String implementation, boolean sameLayout) ->
                    new Showing(
                            entry.name(),
                            implementation,
                            sameLayout,
                            new Showing.Result.Timed(Estimates.of(entry.nanos()), entry.nanos()));
            case Answer.Wrong(String implementation, String why) ->
                    new Showing(entry.name(), implementation, true, new Showing.Result.Failed(why));
        };
    }

    /** A lost JVM takes all times with it, those of contenders that did nothing wrong too. */
    private List<Showing> failed(String why) {
        Showing.Result result = new Showing.Result.Failed(why);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Showing(names.get(i), implementation(i), true, result))
                .toList();
    }

    private String implementation(int number) {
        return number < entries.size() ? entries.get(number).verdict().implementation() : "";
    }
}
