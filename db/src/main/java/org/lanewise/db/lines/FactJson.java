package org.lanewise.db.lines;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.MachineJson;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.Names;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.json.JsonObject;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * A fact as one line of JSON, which names its kind by its first member. Whole numbers that a double
 * cannot hold are written as strings.
 *
 * <pre>{@code
 * {"trial":"0f5c…", "stamp":"1790000000000000000", "machine":{…}, "generator":4, "workload":"256x12x12_k3_s1_p1_nchw16c",
 *  "schedule":"c512_b1_t1x4_cwh_slide_held_raw", "stage":"SCREEN", "cache":"hot", "strategy":"model", "seed":"1",
 *  "at":"2026-03-01T12:00:00Z", "outcome":{"kind":"MEASURED", …}}
 * {"result":{ a best-configuration file }, "stamp":"…", "generator":4}
 * {"limits":{"threads":1, "peakGflops":117, "levels":[…]}, "stamp":"…", "machine":{…}}
 * {"peers":{"workload":"256x12x12_k3_s1_p1_nhwc", "threads":1, "cache":"hot", "contenders":[…]}, "stamp":"…", "machine":{…}}
 * {"time":{"run":"5d1a…", "words":["tune", "mobilenet_v1", …], "budget":"10m,64",
 *  "parts":[{"name":"javac", "seconds":12.5}, …]}, "stamp":"…", "machine":{…}}
 * }</pre>
 */
final class FactJson {
    private FactJson() {}

    static String line(Fact fact) {
        return switch (fact) {
            case Fact.OfTrial trial -> trial(trial);
            case Fact.OfResult(long stamp, int generator, var best) ->
                    new JsonObject()
                            .with("result", JsonObject.parse(BestConfigFile.print(best)))
                            .with("stamp", String.valueOf(stamp))
                            .with("generator", generator)
                            .line();
            case Fact.OfLimits(long stamp, var machine, var limits) ->
                    of("limits", of(limits), stamp, machine);
            case Fact.OfPeers(long stamp, var machine, var times) ->
                    of("peers", MeasuredJson.of(times), stamp, machine);
            case Fact.OfRun(long stamp, var machine, var time) ->
                    of("time", MeasuredJson.of(time), stamp, machine);
        };
    }

    private static String of(String kind, JsonObject fact, long stamp, Machine machine) {
        return new JsonObject()
                .with(kind, fact)
                .with("stamp", String.valueOf(stamp))
                .with("machine", MachineJson.of(machine))
                .line();
    }

    private static String trial(Fact.OfTrial fact) {
        Trial trial = fact.trial();
        JsonObject json =
                new JsonObject()
                        .with("trial", fact.id().toString())
                        .with("stamp", String.valueOf(fact.stamp()))
                        .with("machine", MachineJson.of(fact.machine()))
                        .with("generator", fact.generator());
        fact.run().ifPresent(run -> json.with("run", run.toString()));
        json.with("workload", trial.workload().toString())
                .with("schedule", trial.schedule().toString())
                .with("stage", trial.stage().name())
                .with("cache", trial.cache().text())
                .with("strategy", trial.strategy())
                .with("seed", String.valueOf(trial.seed()))
                .with("at", trial.at().toString())
                .with("outcome", OutcomeJson.of(trial.outcome()));
        trial.predicted().ifPresent(speed -> json.with("predicted", speed));
        return json.line();
    }

    private static JsonObject of(MachineLimits limits) {
        return new JsonObject()
                .with("threads", limits.threads())
                .with("peakGflops", limits.peakGflops())
                .with("levels", limits.levels().stream().map(FactJson::of).toList());
    }

    private static JsonObject of(MemoryLevel level) {
        return new JsonObject()
                .with("name", level.name())
                .with("capacityBytes", String.valueOf(level.capacityBytes()))
                .with("copyGbs", level.copyGbs());
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is no fact; the message is one sentence
     */
    static Fact parse(String line) {
        JsonObject json = JsonObject.parse(line);
        try {
            if (json.has("trial")) {
                return trial(json);
            }
            if (json.has("result")) {
                return new Fact.OfResult(
                        number(json, "stamp"),
                        json.has("generator") ? json.small("generator") : 0,
                        result(json.object("result")));
            }
            if (json.has("limits")) {
                return new Fact.OfLimits(
                        number(json, "stamp"),
                        MachineJson.machine(json.object("machine")),
                        limits(json.object("limits")));
            }
            if (json.has("peers")) {
                return new Fact.OfPeers(
                        number(json, "stamp"),
                        MachineJson.machine(json.object("machine")),
                        MeasuredJson.peers(json.object("peers")));
            }
            if (json.has("time")) {
                return new Fact.OfRun(
                        number(json, "stamp"),
                        MachineJson.machine(json.object("machine")),
                        MeasuredJson.time(json.object("time")));
            }
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("its time is none.", noTime);
        }
        throw new IllegalArgumentException(
                "it is no trial, no result, no limits, no peers and no time of a run.");
    }

    private static Fact trial(JsonObject json) {
        return new Fact.OfTrial(
                UUID.fromString(json.text("trial")),
                number(json, "stamp"),
                MachineJson.machine(json.object("machine")),
                json.small("generator"),
                json.has("run") ? Optional.of(UUID.fromString(json.text("run"))) : Optional.empty(),
                new Trial(
                        Workload.parse(json.text("workload")),
                        Schedule.parse(json.text("schedule")),
                        Names.constant(Stage.class, "stage", json.text("stage")),
                        CacheState.parse(json.text("cache")),
                        json.text("strategy"),
                        number(json, "seed"),
                        OutcomeJson.outcome(json.object("outcome")),
                        Instant.parse(json.text("at")),
                        json.has("predicted")
                                ? OptionalDouble.of(json.number("predicted"))
                                : OptionalDouble.empty()));
    }

    private static BestConfig result(JsonObject json) {
        try {
            return BestConfigFile.parse("its result", json.line());
        } catch (IOException none) {
            throw new IllegalArgumentException(none.getMessage(), none);
        }
    }

    private static MachineLimits limits(JsonObject json) {
        return new MachineLimits(
                json.small("threads"),
                json.number("peakGflops"),
                json.objects("levels").stream()
                        .map(level ->
                                new MemoryLevel(
                                        level.text("name"),
                                        number(level, "capacityBytes"),
                                        level.number("copyGbs")))
                        .toList());
    }

    private static long number(JsonObject json, String name) {
        String text = json.text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is '" + text + "', no whole number.", none);
        }
    }
}
