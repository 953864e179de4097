package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.reports.Run;
import org.lanewise.reports.TrialPoint;

/** Reads what the run's time was spent on. */
public final class TimeReader {
    private TimeReader() {}

    /** The time of a run; what went before its first trial is not known. */
    public static Time read(Run run) {
        Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
        Map<Stage, Long> trials = new EnumMap<>(Stage.class);
        double before = 0;
        for (TrialPoint point : run.points()) {
            seconds.merge(point.stage(), point.seconds() - before, Double::sum);
            trials.merge(point.stage(), 1L, Long::sum);
            before = point.seconds();
        }
        List<Time.Step> steps = new ArrayList<>();
        seconds.forEach((stage, spent) ->
                steps.add(new Time.Step(words(stage), trials.getOrDefault(stage, 0L), spent)));
        return new Time(steps, search(run), warmUpSeconds(run));
    }

    /** The parts of all runs, each named once. */
    private static List<RunTime.Part> search(Run run) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        run.layers().stream()
                .flatMap(layer -> layer.runs().reversed().stream().limit(1))
                .distinct()
                .flatMap(last -> Optional.ofNullable(run.known().get(last)).stream())
                .flatMap(time -> time.parts().stream())
                .forEach(part -> seconds.merge(part.name(), part.seconds(), Double::sum));
        return seconds.entrySet().stream()
                .map(part -> new RunTime.Part(part.getKey(), part.getValue()))
                .toList();
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case SCREEN -> "search";
            case RESCREEN -> "search, disturbed moments again";
            case REVALIDATE -> "winners of before, once more";
            case PLAY_OFF -> "play-off of the fastest";
            case CONTROL -> "control of the machine";
            case CONFIRM -> "confirmation in fresh JVMs";
            case APPLICATION -> "winners in plain applications";
            case ABLATION -> "winners with one knob changed";
            case RECORD -> "recording of a slice";
        };
    }

    private static double warmUpSeconds(Run run) {
        return run.layers().stream()
                .flatMap(layer -> layer.trials().stream())
                .mapToDouble(trial ->
                        trial.outcome() instanceof Outcome.Measured measured
                                ? measured.warmUpMs() / 1e3
                                : 0)
                .sum();
    }
}
