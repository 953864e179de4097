package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.host.Likeness;
import org.lanewise.host.MachineProbe;
import org.lanewise.target.Target;
import org.lanewise.tuner.measure.SmallConfig;

/** A machine that runs these tests has all that is needed; a database may be missing it still. */
@Tag("slow")
class DoctorCommandTest {
    @TempDir private Path folder;

    private static CliProcess.Ended doctor(Path database) {
        return InProcess.run("doctor", "--db", database.toString());
    }

    @Test
    void everyCheckIsALineAndTheLastLineSaysThatNothingIsMissing() {
        Path database = folder.resolve("new.mv.db");
        CliProcess.Ended ended = doctor(database);
        List<String> lines = ended.out().lines().toList();
        assertThat(ended.exit()).as(ended.out()).isZero();
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 6)).allMatch(line -> line.startsWith("ok       "));
        assertThat(lines.get(0)).contains("Java " + Runtime.version());
        assertThat(lines.get(3)).matches("ok {7}Vector API: \\d+ bits on .+");
        assertThat(lines.get(5)).endsWith("Database " + database + " (new)");
        assertThat(lines.getLast()).isEqualTo("Everything that tuning needs is there.");
        assertThat(database).doesNotExist();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aDatabaseIsFoundWithoutItsSuffix() {
        Path named = folder.resolve("t");
        Databases.open(named).close();
        assertThat(doctor(named).out()).contains("ok       Database " + named + ".mv.db: 0 trials");
    }

    @Test
    void whatIsMissingIsFollowedByItsRemedyAndMakesTheCommandFail() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.mv.db"), "not a database");
        CliProcess.Ended ended = doctor(garbage);
        List<String> lines = ended.out().lines().toList();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(lines).filteredOn(line -> line.startsWith("MISSING")).hasSize(1);
        int missing = lines.indexOf("MISSING  Database " + garbage);
        assertThat(missing).isPositive();
        assertThat(lines.get(missing + 1)).startsWith("         ").contains("garbage");
        assertThat(lines.getLast()).isEqualTo("1 of the checks failed.");
    }

    private Path mine() throws IOException {
        return SmallConfig.write(folder.resolve("mine.json"));
    }

    @Test
    void anApplicationIsToldWhatItGetsOfEachLayer() throws IOException {
        CliProcess.Ended ended = InProcess.run("doctor", "--application", mine().toString());
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("ok       first")
                .contains("tuned: on this machine and JVM.")
                .endsWith("An application gets every kernel as it was tuned.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseSerialGC, the collector was G1 and is Serial",
        "-XX:-UseFMA, no multiply-add instruction (FMA)",
        "-Xint, interprets all code"
    })
    void whatAnApplicationLosesByItsFlagsIsSaid(String flags, String words) throws IOException {
        assertThatItDiffers(flags, words);
    }

    @Test
    void narrowerVectorsAreSaidAndWhereThereAreNoneTheFlag() throws IOException {
        boolean wide = MachineProbe.detect().vectorBits() > Target.AVX2.vectorBits();
        assertThatItDiffers(
                "-XX:UseAVX=2 -XX:+UseZGC",
                wide ? "it was tuned for" : "the list of JVM flags was [] and is [-XX:UseAVX=2]");
    }

    private void assertThatItDiffers(String flags, String words) throws IOException {
        CliProcess.Ended ended =
                InProcess.run("doctor", "--application", mine().toString(), "--flags=" + flags);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .contains("differs  first", words)
                .endsWith("An application does not get every kernel as it was tuned.\n");
    }

    @Test
    void whoeverTellsOfAnotherJvmsResultUsesTheSameWords() throws IOException {
        BestConfig own = BestConfigFile.read(mine());
        Machine other = ofAnotherJvm(own.machine());
        TunedLayer layer = own.layers().getFirst();
        String suite = layer.workload().toString();
        BestConfig result =
                new BestConfig(
                        other, suite, own.cache(), own.peakGflops(), List.of(layer.named(suite)));
        String file = folder.resolve("other.json").toString();
        BestConfigFile.write(Path.of(file), result);
        Path data = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(data)) {
            database.saveBest(result);
            database.append(other, trial(layer));
        }
        String words = Likeness.of(other, own.machine()).words();
        assertThat(words).startsWith("on this processor, but the JVM was Another JVM and is ");
        assertThat(InProcess.run("doctor", "--application", file).out())
                .contains(", tuned: " + words + ".");
        assertThat(doctor(data).out())
                .contains("Not used: 1 trial of 1 shape measured " + words + ".");
        for (String command : List.of("best", "report")) {
            assertThat(
                            InProcess.run(
                                            command,
                                            suite,
                                            "--db",
                                            data.toString(),
                                            "--out",
                                            folder.toString())
                                    .err())
                    .startsWith("This result was tuned " + words + "; tune here, ");
        }
    }

    private static Machine ofAnotherJvm(Machine here) {
        return new Machine(
                here.cpu(),
                here.stepping(),
                here.hypervisor(),
                here.isa(),
                here.vectorBits(),
                here.cores(),
                here.os(),
                "Another JVM",
                here.jvmFlags());
    }

    private static Trial trial(TunedLayer layer) {
        return new Trial(
                layer.workload(),
                layer.best(),
                Stage.SCREEN,
                CacheState.HOT,
                "model",
                1,
                new Outcome.Measured(layer.bestTime(), List.of(layer.bestTime().medianNs()), 5),
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void anApplicationThatCannotStartOrReadIsOneSentence() throws IOException {
        for (CliProcess.Ended ended :
                List.of(
                        InProcess.run(
                                "doctor",
                                "--application",
                                mine().toString(),
                                "--flags=-XX:Nonsense"),
                        InProcess.run("doctor", "--application", "nothing.lanewise"),
                        InProcess.run(
                                "doctor",
                                "--application",
                                Files.writeString(folder.resolve("no.json"), "no").toString()))) {
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).hasLineCount(1).doesNotContain("Exception");
            assertThat(ended.out()).isEmpty();
        }
    }
}
