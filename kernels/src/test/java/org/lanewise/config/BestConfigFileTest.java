package org.lanewise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

class BestConfigFileTest {
    private static final Schedule BEST = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
    private static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_chw_cols_reload_checked");
    private static final Estimate TIME = new Estimate(2, 1, 3);

    private static BestConfig config(Evidence evidence) {
        TunedLayer layer =
                new TunedLayer(
                        "conv",
                        Workload.parse("256x12x12_k3_s1_p1_nchw16c"),
                        BEST,
                        TIME,
                        DEFAULT,
                        TIME,
                        evidence);
        Machine machine = new Machine("CPU", "amd64/512", 512, 2, "Linux", "25", List.of());
        return new BestConfig(machine, "net", CacheState.COLD, 100, List.of(layer));
    }

    @Test
    void everythingThatIsKnownComesBack() throws IOException {
        BestConfig config =
                config(
                        new Evidence(
                                List.of(new Tie(DEFAULT, TIME, 5)),
                                List.of(new Mode(53.1, 4), new Mode(105.7, 2)),
                                List.of(),
                                OptionalDouble.of(0.97),
                                OptionalInt.of(6)));
        assertThat(BestConfigFile.parse("f", BestConfigFile.print(config))).isEqualTo(config);
        assertThat(BestConfigFile.parse("f", BestConfigFile.print(config(Evidence.NONE))))
                .isEqualTo(config(Evidence.NONE));
        assertThat(BestConfigFile.parse("f", BestConfigFile.print(config(Evidence.UNCONFIRMED))))
                .isEqualTo(config(Evidence.UNCONFIRMED));
    }

    @Test
    void onlyATimeThatNoFreshJvmGaveIsUnconfirmed() {
        assertThat(Evidence.UNCONFIRMED.confirmed()).isFalse();
        assertThat(Evidence.NONE.confirmed()).isTrue();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFile(@TempDir Path folder) throws IOException {
        BestConfig config = config(Evidence.NONE);
        Path file = folder.resolve("marked.json");
        Files.writeString(file, "\uFEFF" + BestConfigFile.print(config));
        assertThat(BestConfigFile.read(file)).isEqualTo(config);
    }

    @Test
    void theExampleThatDescribesTheFileNamesItsRealDefaultSchedule() throws IOException {
        String page =
                Files.readString(Path.of("src/main/java/org/lanewise/config/BestConfigFile.java"));
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse(example(page, "workload")), Target.AVX512);

        assertThat(example(page, "initial"))
                .isEqualTo(space.requireDefault().schedule().toString());
        assertThat(space.broken(Schedule.parse(example(page, "best")))).isEmpty();
    }

    private static String example(String page, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\": \"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as(member).isTrue();
        return matcher.group(1);
    }

    /** As files were written before the state of the caches was. */
    @Test
    void anOldFileIsReadAsHotAndTellsNothingMore() throws IOException {
        String old =
                """
                { "format": 1, "suite": "net",
                  "machine": { "cpu": "CPU", "isa": "amd64/512", "vectorBits": 512, "cores": 2,
                               "os": "Linux", "jdk": "25", "jvmFlags": [] },
                  "peakGflops": 100.0,
                  "layers": [ { "layer": "conv", "workload": "256x12x12_k3_s1_p1_nchw16c",
                    "best": "c512_b1_t2x6_chw_taps_held_raw",
                    "bestTime": { "medianNs": 2.0, "lowNs": 1.0, "highNs": 3.0 },
                    "initial": "c512_b1_t1x4_chw_cols_reload_checked",
                    "initialTime": { "medianNs": 2.0, "lowNs": 1.0, "highNs": 3.0 } } ] }
                """;
        BestConfig read = BestConfigFile.parse("old.json", old);
        assertThat(read.cache()).isEqualTo(CacheState.HOT);
        assertThat(read.layers()).extracting(TunedLayer::evidence).containsExactly(Evidence.NONE);
    }

    @Test
    void anUnknownStateOfTheCachesIsNamed() {
        String json = BestConfigFile.print(config(Evidence.NONE)).replace("\"cold\"", "\"warm\"");
        assertThatIOException()
                .isThrownBy(() -> BestConfigFile.parse("f", json))
                .withMessage(
                        "f is not a best-configuration file: 'warm' is no state of the caches; write hot or cold.");
    }
}
