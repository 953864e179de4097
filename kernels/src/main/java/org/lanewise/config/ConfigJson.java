package org.lanewise.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** A best configuration as JSON, described at {@link BestConfigFile}. */
final class ConfigJson {
    private ConfigJson() {}

    static JsonObject of(BestConfig config) {
        return new JsonObject()
                .with("format", BestConfigFile.FORMAT)
                .with("suite", config.suite())
                .with("machine", MachineJson.of(config.machine()))
                .with("cache", config.cache().text())
                .with("peakGflops", config.peakGflops())
                .with("layers", config.layers().stream().map(ConfigJson::of).toList());
    }

    private static JsonObject of(TunedLayer layer) {
        Evidence evidence = layer.evidence();
        JsonObject json =
                new JsonObject()
                        .with("layer", layer.layer())
                        .with("workload", layer.workload().toString())
                        .with("best", layer.best().toString())
                        .with("bestTime", of(layer.bestTime()))
                        .with("initial", layer.defaultSchedule().toString())
                        .with("initialTime", of(layer.defaultTime()))
                        .with("tied", evidence.tied().stream().map(Schedule::toString).toList())
                        .with("tiedTimes", tiedTimes(evidence.ties()))
                        .with("bestModes", of(evidence.bestModes()))
                        .with("initialModes", of(evidence.defaultModes()));
        evidence.applicationRatio().ifPresent(ratio -> json.with("applicationRatio", ratio));
        evidence.forks().ifPresent(forks -> json.with("forks", forks));
        return json;
    }

    private static JsonObject of(Estimate time) {
        return new JsonObject()
                .with("medianNs", time.medianNs())
                .with("lowNs", time.lowNs())
                .with("highNs", time.highNs());
    }

    /** Beside the schedules, since readers of older versions know only those. */
    private static List<JsonObject> tiedTimes(List<Tie> ties) {
        return ties.stream()
                .flatMap(tie ->
                        tie.time().stream()
                                .map(time ->
                                        of(time).with("schedule", tie.schedule().toString())
                                                .with("forks", tie.forks().orElse(0))))
                .toList();
    }

    private static List<JsonObject> of(List<Mode> modes) {
        return modes.stream()
                .map(mode ->
                        new JsonObject()
                                .with("medianNs", mode.medianNs())
                                .with("jvms", mode.jvms()))
                .toList();
    }

    /**
     * Reads a configuration. Plain loops: a JVM that loads it runs them once.
     *
     * @throws IllegalArgumentException if anything is missing or not what it should be
     */
    static BestConfig config(JsonObject json) {
        List<TunedLayer> layers = new ArrayList<>();
        for (JsonObject layer : json.objects("layers")) {
            layers.add(layer(layer));
        }
        return new BestConfig(
                MachineJson.machine(json.object("machine")),
                json.text("suite"),
                json.has("cache") ? CacheState.parse(json.text("cache")) : CacheState.HOT,
                json.number("peakGflops"),
                layers);
    }

    private static TunedLayer layer(JsonObject json) {
        return new TunedLayer(
                json.text("layer"),
                Workload.parse(json.text("workload")),
                Schedule.parse(json.text("best")),
                estimate(json.object("bestTime")),
                Schedule.parse(json.text("initial")),
                estimate(json.object("initialTime")),
                evidence(json));
    }

    private static Evidence evidence(JsonObject json) {
        return new Evidence(
                ties(json),
                modes(json, "bestModes"),
                modes(json, "initialModes"),
                json.has("applicationRatio")
                        ? OptionalDouble.of(json.number("applicationRatio"))
                        : OptionalDouble.empty(),
                json.has("forks") ? OptionalInt.of(json.small("forks")) : OptionalInt.empty());
    }

    private static List<Tie> ties(JsonObject json) {
        Map<Schedule, Tie> ties = new LinkedHashMap<>();
        if (json.has("tied")) {
            for (String text : json.texts("tied")) {
                Schedule schedule = Schedule.parse(text);
                ties.put(schedule, Tie.untimed(schedule));
            }
        }
        if (json.has("tiedTimes")) {
            for (JsonObject time : json.objects("tiedTimes")) {
                Schedule schedule = Schedule.parse(time.text("schedule"));
                ties.put(schedule, new Tie(schedule, estimate(time), time.small("forks")));
            }
        }
        return List.copyOf(ties.values());
    }

    private static Estimate estimate(JsonObject json) {
        return new Estimate(json.number("medianNs"), json.number("lowNs"), json.number("highNs"));
    }

    private static List<Mode> modes(JsonObject json, String name) {
        List<Mode> modes = new ArrayList<>();
        if (json.has(name)) {
            for (JsonObject mode : json.objects(name)) {
                modes.add(new Mode(mode.number("medianNs"), mode.small("jvms")));
            }
        }
        return modes;
    }
}
