package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.db.sql.Databases;
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
    void aDatabaseIsFoundWithAndWithoutItsSuffix() {
        Path named = folder.resolve("t");
        Databases.open(named).close();
        for (Path name : List.of(named, folder.resolve("t.mv.db"))) {
            assertThat(doctor(name).out())
                    .contains("ok       Database " + named + ".mv.db: 0 trials");
        }
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
        "-Xint, interprets all code",
        "-XX:UseAVX=2 -XX:+UseZGC, it was tuned for"
    })
    void whatAnApplicationLosesByItsFlagsIsSaid(String flags, String words) throws IOException {
        CliProcess.Ended ended =
                InProcess.run("doctor", "--application", mine().toString(), "--flags=" + flags);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .contains("differs  first", words)
                .endsWith("An application does not get every kernel as it was tuned.\n");
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
