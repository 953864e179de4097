package org.lanewise.tuner.peers.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Entry> entries = new ArrayList<>();
    private List<String> names = List.of(Entrant.LANEWISE);

    /** One contender while it is measured; {@code wrong} is empty if it takes part. */
    private record Entry(
            String name,
            String implementation,
            boolean sameLayout,
            String wrong,
            List<Double> nanos) {}

    LayerMatch(ComparePlan plan, Layer layer, CompareProgress progress) {
        this.plan = plan;
        this.layer = layer;
        this.progress = progress;
    }

    /**
     * Proves and times.
     *
     * @param config what Lanewise runs with
     * @return how each contender did; where the JVM was lost, that is what all failed of
     */
    List<Showing> run(Path config) throws InterruptedException {
        try (MeasuringJvm jvm = new MeasuringJvm(plan)) {
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
                Question.open(
                        layer.workload().toString(),
                        config.toString(),
                        plan.threads(),
                        plan.cache());
        names = jvm.ask(open).contenders();
        for (int i = 0; i < names.size(); i++) {
            progress.proving(layer, names.get(i));
            Answer answer = jvm.ask(Question.prove(i));
            entries.add(
                    new Entry(
                            names.get(i),
                            answer.implementation(),
                            answer.sameLayout(),
                            answer.wrong(),
                            new ArrayList<>()));
        }
    }

    private void time(MeasuringJvm jvm) throws InterruptedException, MeasuringJvm.Lost {
        List<Entry> right = entries.stream().filter(entry -> entry.wrong().isEmpty()).toList();
        for (int round = 0; round < plan.rounds() && !right.isEmpty(); round++) {
            List<Double> nanos = jvm.ask(Question.round(round)).nanos();
            for (int i = 0; i < right.size(); i++) {
                right.get(i).nanos().add(nanos.get(i));
            }
            progress.round(layer, round + 1, plan.rounds());
        }
    }

    private static Showing showing(Entry entry) {
        Showing.Result result =
                entry.wrong().isEmpty()
                        ? new Showing.Result.Timed(Estimates.of(entry.nanos()))
                        : new Showing.Result.Failed(entry.wrong());
        return new Showing(entry.name(), entry.implementation(), entry.sameLayout(), result);
    }

    /** A lost JVM takes all times with it, those of contenders that did nothing wrong too. */
    private List<Showing> failed(String why) {
        Showing.Result result = new Showing.Result.Failed(why);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Showing(names.get(i), implementation(i), true, result))
                .toList();
    }

    private String implementation(int number) {
        return number < entries.size() ? entries.get(number).implementation() : "";
    }
}
