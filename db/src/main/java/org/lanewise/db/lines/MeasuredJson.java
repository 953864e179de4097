package org.lanewise.db.lines;

import java.util.Optional;
import java.util.UUID;
import org.lanewise.config.CacheState;
import org.lanewise.db.Asked;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.RunTime;
import org.lanewise.json.JsonObject;
import org.lanewise.workload.Workload;

/** What other libraries took, how a run was asked for and what it took, as JSON. */
final class MeasuredJson {
    private MeasuredJson() {}

    static JsonObject of(PeerTimes times) {
        return new JsonObject()
                .with("workload", times.workload().toString())
                .with("threads", times.threads())
                .with("cache", times.cache().text())
                .with("contenders", times.contenders().stream().map(MeasuredJson::of).toList());
    }

    private static JsonObject of(PeerTimes.Contender contender) {
        return new JsonObject()
                .with("name", contender.name())
                .with("implementation", contender.implementation())
                .with("sameLayout", contender.sameLayout())
                .with("roundsNs", contender.roundsNs());
    }

    static PeerTimes peers(JsonObject json) {
        return new PeerTimes(
                Workload.parse(json.text("workload")),
                json.small("threads"),
                CacheState.parse(json.text("cache")),
                json.objects("contenders").stream()
                        .map(contender ->
                                new PeerTimes.Contender(
                                        contender.text("name"),
                                        contender.text("implementation"),
                                        contender.truth("sameLayout"),
                                        contender.numbers("roundsNs")))
                        .toList());
    }

    static JsonObject of(RunTime time) {
        JsonObject json = new JsonObject().with("run", time.run().toString());
        time.asked()
                .ifPresent(
                        asked -> json.with("words", asked.words()).with("budget", asked.budget()));
        return json.with("parts", time.parts().stream().map(MeasuredJson::of).toList());
    }

    private static JsonObject of(RunTime.Part part) {
        return new JsonObject().with("name", part.name()).with("seconds", part.seconds());
    }

    static RunTime time(JsonObject json) {
        return new RunTime(
                UUID.fromString(json.text("run")),
                asked(json),
                json.objects("parts").stream()
                        .map(part -> new RunTime.Part(part.text("name"), part.number("seconds")))
                        .toList());
    }

    /** Lines from before it was kept have none. */
    private static Optional<Asked> asked(JsonObject json) {
        return json.has("words")
                ? Optional.of(new Asked(json.texts("words"), json.text("budget")))
                : Optional.empty();
    }
}
