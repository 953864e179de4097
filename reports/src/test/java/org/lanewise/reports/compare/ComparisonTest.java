package org.lanewise.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.Json;
import org.lanewise.reports.page.ComparisonPage;
import org.lanewise.reports.page.Trials;
import org.lanewise.workload.Workload;

final class ComparisonTest {
    private static final Machine MACHINE =
            new Machine("Example", "avx512", 512, 8, "Linux", "Example 25", List.of());

    @TempDir Path folder;

    private static TunedLayer layer(
            String name, String workload, double ns, double spread, int forks) {
        Evidence evidence =
                new Evidence(
                        List.of(),
                        List.of(),
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalInt.of(forks));
        Estimate time = new Estimate(ns, ns / (1 + spread), ns * (1 + spread));
        return new TunedLayer(
                name, Workload.parse(workload), Trials.BEST, time, Trials.DEFAULT, time, evidence);
    }

    private static Side side(String name, TunedLayer... layers) {
        return Side.of(name, new BestConfig(MACHINE, "s", CacheState.HOT, 100, List.of(layers)));
    }

    private static final String A = "32x8x8_k3_s1_p1_nchw16c";
    private static final String B = "64x8x8_k3_s1_p1_nchw16c";
    private static final String C = "96x8x8_k3_s1_p1_nchw16c";

    @Test
    void whatIsSlowerByMoreThanChanceIsARegression() {
        Comparison comparison =
                Comparison.of(
                        side("old", layer("a", A, 1_000, 0.01, 5), layer("b", B, 1_000, 0.3, 5)),
                        side("new", layer("a", A, 1_200, 0.01, 5), layer("b", B, 1_200, 0.3, 5)));

        assertThat(comparison.rows())
                .extracting(Comparison.Row::verdict)
                .containsExactly("slower", "not known to differ");
        assertThat(comparison.regressions(0.05))
                .extracting(Comparison.Row::layer)
                .containsExactly("a");
        assertThat(comparison.regressions(0.25)).isEmpty();
    }

    @Test
    void twoJvmsClaimNothing() {
        Comparison comparison =
                Comparison.of(
                        side("old", layer("a", A, 1_000, 0.01, 2)),
                        side("new", layer("a", A, 9_000, 0.01, 5)));

        assertThat(comparison.rows().getFirst().verdict()).isEqualTo("too few JVMs to tell");
        assertThat(comparison.regressions(0)).isEmpty();
    }

    @Test
    void layersAreMatchedByTheirWorkAndNamedWhereOneLacksThem() {
        Comparison comparison =
                Comparison.of(
                        side("old", layer("a", A, 2_000, 0.01, 5), layer("b", B, 1, 0.01, 5)),
                        side(
                                "new",
                                layer("other name", A, 1_000, 0.01, 5),
                                layer("twin", A, 1_000, 0.01, 5),
                                layer("c", C, 1, 0.01, 5)));

        assertThat(comparison.rows())
                .extracting(Comparison.Row::layer)
                .containsExactly("other name");
        assertThat(comparison.mean().orElseThrow()).isEqualTo(2);
        assertThat(comparison.onlyBefore()).containsExactly("b");
        assertThat(comparison.onlyAfter()).containsExactly("c");
    }

    @Test
    void aDatabaseGivesTheTimesOfItsJvms() {
        BestConfig best =
                new BestConfig(
                        MACHINE, "s", CacheState.HOT, 100, List.of(layer("a", A, 1_010, 0.5, 3)));
        try (TuningDatabase db = Databases.open(folder.resolve("t"))) {
            for (double ns : new double[] {1_000, 1_010, 1_020}) {
                Outcome outcome = new Outcome.Measured(new Estimate(ns, ns, ns), List.of(ns), 1);
                db.append(
                        MACHINE,
                        new Trial(
                                Workload.parse(A),
                                Trials.BEST,
                                Stage.CONFIRM,
                                CacheState.HOT,
                                "s",
                                1,
                                outcome,
                                Instant.EPOCH));
            }
            Side side = Side.of("t", db, List.of(best));
            assertThat(side.layers().getFirst().times().orElseThrow().deviation())
                    .as("not that of the range in the result, which is wider")
                    .isLessThan(0.02);
        }
    }

    @Test
    void pageAndJsonHaveTheSameNumbersAndNamesStayText() throws IOException {
        String name = "<script>alert(1)</script>";
        Comparison comparison =
                Comparison.of(
                        side("old", layer("a", A, 1_500, 0.01, 5)),
                        side("new", layer(name, A, 1_000, 0.01, 5)));
        Path page = folder.resolve("compare.html");
        ComparisonPage.write(page, comparison);

        assertThat(Files.readString(page))
                .contains("<strong>1.50×</strong>", "&lt;script&gt;alert(1)&lt;/")
                .doesNotContain(name);
        assertThat(Json.of(comparison).replaceAll("\\s", ""))
                .contains("\"workload\":\"" + A + "\"", "\"before\":\"old\"")
                .containsPattern("\"medianNs\":1500(\\.0)?\\D");
    }
}
