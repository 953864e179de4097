package org.lanewise.tuner.tables.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.tuner.models.SharedModels;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.tables.Table;

@Execution(ExecutionMode.CONCURRENT)
class ExchangeFileTest {
    private static final String T4 =
            """
            {"metadata": {"timeunit": "miliseconds", "more": [1, {"a": null}]}, "schema_version": "1.0.0",
             "results": [
              {"configuration": {"block": 128, "method": "tiled", "one": 1},
               "times": {"compilation": 1000, "framework": 200, "validation": 5000, "runtimes": [10, 20]},
               "invalidity": "correct", "measurements": [{"name": "other", "value": 1},
               {"name": "time", "value": 15.5, "unit": "ms"}], "objectives": ["time"]},
              {"configuration": {"block": 32, "method": "plain", "one": 1.0},
               "times": {"compilation": 500}, "invalidity": "runtime",
               "measurements": [{"name": "time", "value": "RuntimeFailedConfig"}], "objectives": ["time"]},
              {"configuration": {"block": 32, "method": "tiled", "one": 1},
               "invalidity": "constraints", "measurements": [], "objectives": ["time"]},
              {"configuration": {"block": 64, "method": "plain", "one": 1}, "times": {},
               "invalidity": "correct", "measurements": [{"name": "time", "value": 7}],
               "objectives": ["time"], "correctness": NaN}
             ]}
            """;

    private static final String CACHE =
            """
            {"device_name": "a GPU", "tune_params_keys": ["x", "y"], "objective": "time",
             "tune_params": {"x": [1, 2], "y": [true, false]},
             "cache": {
              "1,True": {"x": 1, "y": true, "time": 4.0, "times": [4.0, 6.0], "compile_time": 90,
                "framework_time": 10, "verification_time": 1000, "GFLOP/s": 3},
              "2,False": {"x": 2, "y": false, "time": "CompilationFailedConfig", "compile_time": 50}\
            """;

    private static final String T1 =
            """
            {"ConfigurationSpace": {"TuningParameters": [
              {"Name": "method", "Type": "string", "Values": "['tiled', 'plain']"},
              {"Name": "block", "Type": "int", "Values": "[128, 32, 64]", "Default": 32},
              {"Name": "unknown", "Values": "range(1, 10)"}], "Conditions": []}}
            """;

    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static byte[] zipped(String content) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void aT4FileIsASpaceOfItsConfigurations() throws Exception {
        Table table = ExchangeFile.read(file("A.json", T4));

        assertThat(table.name()).isEqualTo(folder.getFileName() + "/A");
        assertThat(table.space().parameters())
                .extracting(Parameter::name)
                .containsExactly("block", "method", "one");
        assertThat(table.space().parameters().get(0).values()).containsExactly("32", "64", "128");
        assertThat(table.space().parameters().get(2).values()).containsExactly("1");
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.space().validPoints())
                .extracting(Point::toString)
                .containsExactly("[0, 1, 0]", "[1, 1, 0]", "[2, 0, 0]");
        assertThat(table.space().broken(Point.of(0, 0, 0))).isEqualTo(1);
        assertThat(table.best()).isEqualTo(7);
    }

    @Test
    void aConfigurationCostsWhatItTookToCompileToRunAndAround() throws Exception {
        Table table = ExchangeFile.read(file("A.json", T4));

        assertThat(table.cost(Point.of(2, 0, 0))).hasValue(15.5);
        assertThat(table.seconds(Point.of(2, 0, 0))).isCloseTo(1.23, within(1e-9));
        assertThat(table.cost(Point.of(0, 1, 0))).isEmpty();
        assertThat(table.seconds(Point.of(0, 1, 0))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aT1FileBesideItSaysInWhichOrderItsParametersAndWordsAre() throws Exception {
        file("T1.json", T1);
        Table table = ExchangeFile.read(file("A.json", T4));

        assertThat(table.space().parameters())
                .extracting(Parameter::name)
                .containsExactly("method", "block", "one");
        assertThat(table.space().parameters().get(0).values()).containsExactly("tiled", "plain");
        assertThat(table.space().parameters().get(1).values()).containsExactly("32", "64", "128");
    }

    @Test
    void compressedFilesAreReadToo() throws Exception {
        Path file = Files.write(folder.resolve("A.json.gz"), zipped(T4));

        assertThat(ExchangeFile.read(file).size()).isEqualTo(3);
        assertThat(ExchangeFile.read(file).name()).isEqualTo(folder.getFileName() + "/A");
    }

    @Test
    void aCacheOfKernelTunerIsReadClosedOrStillOpen() throws Exception {
        for (String end : new String[] {"}}", "", ","}) {
            Table table = ExchangeFile.read(file("cache.json", CACHE + end));

            assertThat(table.size()).isEqualTo(2);
            assertThat(table.cost(Point.of(0, 0))).hasValue(4);
            assertThat(table.seconds(Point.of(0, 0))).isCloseTo(0.11, within(1e-9));
            assertThat(table.cost(Point.of(1, 1))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {                    | is no table of measurements: it is no JSON object.
                    []                   | is no table of measurements: it is no JSON object.
                    ''                   | is no table of measurements: it is no JSON object.
                    {"a": 1}             | neither the results of a T4 file nor the cache of Kernel Tuner.
                    {"results": 5}       | its 'results' is no JSON list.
                    {"results": []}      | it holds no configuration.
                    {"results": [3]}     | one of its results is no JSON object.
                    {"results": [{}]}    | a result's 'configuration' is no JSON object.
                    {"results": [{"configuration": {"a": 1}, "measurements": []}]} | none of its configurations was measured.
                    {"results": [{"configuration": {"a": 1}, "measurements": [{"value": -2}]}]} | its objective is to be a time, but one is -2.0.
                    {"results": [{"configuration": {"a": 1}, "measurements": [{"value": 2}]}, {"configuration": {"b": 1}, "measurements": []}]} | its configurations have different parameters.
                    {"results": [{"configuration": {}, "measurements": [{"value": 2}]}]} | its configurations hold no parameter.
                    {"tune_params_keys": ["a", "b"], "cache": {"1": {"a": 1, "time": 2}}} | an entry of its cache has no value for 'b'.
                    {"metadata": {"timeunit": "weeks"}, "results": []} | its unit of time 'weeks' is not known.
                    """)
    void whatIsNoTableIsRefusedInOneSentence(String content, String why) throws Exception {
        Path file = file("odd.json", content);

        assertThatThrownBy(() -> ExchangeFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageEndingWith(why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileNestedTooDeeplyIsRefused() throws Exception {
        Path file = file("deep.json", "{\"results\": " + "[".repeat(100_000));

        assertThatThrownBy(() -> ExchangeFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("it is no JSON object.");
    }

    @Test
    void aFileThatIsMissingCutOffOrAFolderIsNamed() throws Exception {
        byte[] whole = zipped(T4);
        Path cut =
                Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> ExchangeFile.read(folder.resolve("no.json")))
                .hasMessage("There is no file " + folder.resolve("no.json") + ".");
        assertThatThrownBy(() -> ExchangeFile.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
        assertThatThrownBy(() -> ExchangeFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void aT1FileThatIsNoneIsNamed() throws Exception {
        Path t1 = file("T1.json", "{}");
        Path table = file("A.json", T4);

        assertThatThrownBy(() -> ExchangeFile.read(table))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(t1 + " is no T1 file");
    }

    @Test
    void oneTableInTwoFormatsIsTheSameTable() throws Exception {
        Table t4 = ExchangeFile.read(SharedModels.find("tables/convolution/A100_T4.json.gz"));
        Table cache = ExchangeFile.read(SharedModels.find("tables/convolution/A100.json.gz"));

        assertThat(t4.size()).isEqualTo(4362).isEqualTo(cache.size());
        assertThat(t4.costs().count()).isEqualTo(4201);
        assertThat(t4.space().parameters()).isEqualTo(cache.space().parameters());
        assertThat(t4.space().validPoints())
                .allSatisfy(point -> {
                    assertThat(cache.cost(point)).isEqualTo(t4.cost(point));
                    assertThat(cache.seconds(point)).isCloseTo(t4.seconds(point), within(1e-9));
                });
    }
}
