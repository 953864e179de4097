package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactLines;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FactLinesTest {
    private static final Machine MACHINE =
            new Machine(
                    "A \"CPU\"\\", "avx512", 512, 2, "Linux", "Vendor 25", List.of("-XX:+UseX"));

    @TempDir Path folder;

    private TuningDatabase from;
    private TuningDatabase to;

    @BeforeEach
    void openTwo() {
        from = Databases.open(folder.resolve("from"));
        to = Databases.open(folder.resolve("to"));
    }

    @AfterEach
    void closeBoth() {
        from.close();
        to.close();
    }

    private static List<String> lines(TuningDatabase database) {
        List<String> lines = new ArrayList<>();
        FactLines.write(database.history(), lines::add);
        return lines;
    }

    private static List<Fact> facts(TuningDatabase database) {
        List<Fact> facts = new ArrayList<>();
        database.history().read(facts::add);
        return facts;
    }

    private void fill() {
        long seed = Long.MAX_VALUE;
        for (Outcome outcome :
                List.of(
                        Fixtures.measured(Fixtures.THIRD),
                        new Outcome.CompileFailed("line\n2 \u2028 \"'; DROP TABLE trial; --"),
                        new Outcome.WrongResult("ä\u0000"),
                        new Outcome.NotIntrinsified(Long.MAX_VALUE / 1024, ""),
                        new Outcome.TimedOut(20_000),
                        new Outcome.WorkerDied(""))) {
            from.append(MACHINE, Fixtures.trial(seed--, outcome, Fixtures.NOON.plusNanos(1)));
        }
        UUID run = UUID.randomUUID();
        from.append(MACHINE, run, Fixtures.trial(1).with(OptionalDouble.of(-Fixtures.THIRD)));
        from.saveBest(Fixtures.best(MACHINE, "a net/of: \"mine\"", "nhwc", 3));
        from.saveLimits(MACHINE, Fixtures.limits(2));
        from.savePeers(MACHINE, Fixtures.peers(1, 3));
        from.saveTime(MACHINE, Fixtures.time(run, 2));
    }

    private FactLines.Imported read(List<String> lines, List<String> refused) throws IOException {
        return FactLines.read(
                new StringReader(String.join("\n", lines)), to.history(), refused::add);
    }

    @Test
    void whatWasExportedIsTheSameWhereItIsImported() throws IOException {
        fill();
        List<String> refused = new ArrayList<>();
        List<String> exported = lines(from);
        assertThat(exported).hasSize(11).noneMatch(line -> line.contains("\n"));
        assertThat(read(exported, refused)).isEqualTo(new FactLines.Imported(11, 0, 0));
        assertThat(facts(to)).isEqualTo(facts(from));
        assertThat(lines(to)).isEqualTo(exported);
        assertThat(read(exported, refused)).isEqualTo(new FactLines.Imported(0, 11, 0));
        assertThat(refused).isEmpty();
    }

    /** Each in the line of a right trial; {@code ~} stands for the quotation mark. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {~trial~:                        | {~trial~                          | is not the JSON
                    ~medianNs~:334                   | ~medianNs~:NaN                    | is not the JSON
                    ~medianNs~:334                   | ~medianNs~:1e999,~x~:334          | no interval
                    ~lowNs~:2                        | ~lowNs~:-2                        | no interval
                    ~samplesNs~:[2.0,                | ~samplesNs~:[0,                   | sample 0.0 is none
                    ~256x12x12_k3_s1_p1_nchw16c~     | ~99999999999x12x12_k3_s1_p1~      | 99999999999
                    ~256x12x12_k3_s1_p1_nchw16c~     | ~256x12x12_k99_s1_p1_nchw16c~     | spans 99 pixels
                    ~c512_b1_t2x6_chw_taps_held_raw~ | ~c512_b1_t9x99_chw_taps_held_raw~ | c512_b1_t9x99
                    ~c512_b1_t2x6_chw_taps_held_raw~ | ~rm -rf~                          | 'rm -rf' is not a
                    ~strategy~:~anneal~              | ~strategy~:~'; DROP TABLE trial~  | is no name of a strategy
                    ~stage~:~SCREEN~                 | ~stage~:~LATER~                   | the stage 'LATER' is none that
                    ~kind~:~MEASURED~                | ~kind~:~PERFECT~                  | the outcome 'PERFECT' is none that
                    ~vectorBits~:512                 | ~vectorBits~:-512                 | have no width
                    ~cores~:2                        | ~cores~:2e99                      | too large
                    ~at~:~2026                       | ~at~:~tomorrow 2026               | its time is none
                    ~seed~:~1~                       | ~seed~:1                          | "seed" is not what it should be
                    ~seed~:~1~                       | ~seed~:~1.5~                      | no whole number
                    ~cache~:~hot~                    | ~cache~:~warm~                    | 'warm'
                    ~cache~:~hot~                    | ~cash~:~hot~                      | it lacks "cache"
                    ~generator~:                     | ~generator~:-                     | generator has no number
                    """)
    void whatCannotBeTrueIsRefusedByItsLineAndTheGoodLinesStay(
            String right, String wrong, String reason) throws IOException {
        from.append(MACHINE, Fixtures.trial(1));
        String line = lines(from).getFirst();
        String bad = line.replace(right.replace('~', '"'), wrong.replace('~', '"'));
        assertThat(bad).as(line).isNotEqualTo(line);
        List<String> refused = new ArrayList<>();
        assertThat(read(List.of("", bad, line), refused))
                .isEqualTo(new FactLines.Imported(1, 0, 1));
        assertThat(refused)
                .singleElement()
                .asString()
                .startsWith("Line 2: ")
                .contains(reason)
                .hasLineCount(1);
        assertThat(facts(to)).isEqualTo(facts(from));
    }

    @Test
    void whatIsKnownOfARunIsReadFromBeforeItsCommandWasKept() throws IOException {
        UUID run = UUID.randomUUID();
        from.saveTime(MACHINE, Fixtures.time(run, 2));
        String line = lines(from).getFirst();
        String old = line.replaceFirst("\"words\":\\[.*?\\],\"budget\":\".*?\",", "");
        assertThat(old).isNotEqualTo(line).contains("part 1");
        List<String> refused = new ArrayList<>();
        String many = "\"w\",".repeat(60_000) + "\"w\"";
        read(
                List.of(
                        old,
                        line.replaceFirst("\"words\":\\[.*?\\]", "\"words\":[]"),
                        line.replaceFirst("\"words\":\\[.*?\\]", "\"words\":[" + many + "]")),
                refused);
        assertThat(to.time(run).orElseThrow())
                .isEqualTo(new RunTime(run, Optional.empty(), Fixtures.time(run, 2).parts()));
        assertThat(refused)
                .containsExactly(
                        "Line 2: its command has no words.",
                        "Line 3: its command has too many words.");
    }

    @Test
    void foreignTextIsRefusedLineByLine() throws IOException {
        List<String> refused = new ArrayList<>();
        assertThat(read(List.of("PK\u0003\u0004", "[]", "{}", "{\"a\":".repeat(5_000)), refused))
                .isEqualTo(new FactLines.Imported(0, 0, 4));
        assertThat(refused).hasSize(4).allMatch(sentence -> sentence.startsWith("Line "));
    }
}
