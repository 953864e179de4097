package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.json.JsonObject;

class StrategiesCommandTest {
    @TempDir private Path folder;

    /** A table of 30 configurations that cost from 1 to 30. */
    private Path table(String name, int factor) throws IOException {
        String results =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                """
                                {"configuration": {"x": %d, "y": %d}, "invalidity": "correct",
                                 "times": {"compilation": 900, "framework": 100}, "objectives": ["time"],
                                 "measurements": [{"name": "time", "value": %d}]}\
                                """
                                        .formatted(i / 5, i % 5, factor * (1 + (i * 7 + 3) % 30)))
                        .collect(Collectors.joining(",", "{\"results\": [", "]}"));
        return Files.writeString(folder.resolve(name + ".json"), results);
    }

    @Tag("slow")
    @Test
    void everyRowOfATableAndAStrategyHasItsScore() throws Exception {
        Path json = folder.resolve("rows.json");
        CliProcess.Ended ended =
                InProcess.run(
                        "strategies",
                        "--table",
                        table("A", 1).toString(),
                        "--table",
                        table("B", 2).toString(),
                        "--seeds",
                        "2",
                        "--strategy",
                        "random",
                        "model",
                        "--json",
                        json.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("score").contains("mean of all");
        List<JsonObject> rows =
                JsonObject.parse("{\"rows\":" + Files.readString(json) + "}").objects("rows");
        assertThat(rows)
                .extracting(row -> row.text("table") + " " + row.text("strategy"))
                .containsExactly(
                        folder.getFileName() + "/A random",
                        folder.getFileName() + "/A model",
                        folder.getFileName() + "/B random",
                        folder.getFileName() + "/B model");
        assertThat(rows)
                .allSatisfy(row -> {
                    assertThat(row.number("score")).isBetween(-100.0, 1.0);
                    assertThat(row.integer("warm")).isZero();
                });
    }

    @Test
    void tablesOfOtherMachinesTeachWhatToExpect() throws Exception {
        String other = table("B", 2).toString();
        Path json = folder.resolve("rows.json");
        CliProcess.Ended ended =
                InProcess.run(
                        "strategies",
                        "--table",
                        table("A", 1).toString(),
                        "--warm",
                        other,
                        "--seeds",
                        "1",
                        "--strategy",
                        "model",
                        "--json",
                        json.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(json))
                .contains("\"medianTo5Percent\":1,")
                .contains("\"warm\":1");
    }

    @Test
    void aFileThatIsNoTableIsRefusedInOneSentence() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.json"), "{\"results\": 3}");
        CliProcess.Ended ended = InProcess.run("strategies", "--table", odd.toString());

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().strip())
                .contains(odd + " is no table of measurements: its 'results' is no JSON list.")
                .doesNotContain("\n");
    }
}
