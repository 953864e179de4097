package org.lanewise.tuner.peers.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.config.CacheState;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.Task;
import org.lanewise.tuner.peers.compare.ComparePlan;
import org.lanewise.tuner.peers.compare.CompareProgress;
import org.lanewise.tuner.peers.compare.LayerComparison;
import org.lanewise.tuner.peers.compare.Showing;
import org.lanewise.tuner.peers.compare.SideBySide;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** The real libraries. */
class PeersTest {
    private static final long SEED = 11;

    @TempDir private Path folder;

    static Stream<Arguments> shapes() {
        return Stream.of(
                        // TensorFlow's SAME padding, and channels that fill no vector.
                        "2x20x9x11_k3_s2_p0.0.1.1",
                        "37x8x8_k5x3_s1x2_p2.0.1.3_bias_relu6",
                        "16x13x7_k3_s1_p2_d2_bias_relu",
                        "6x10x10_m2_k3_s1_p1_clamp-0.5..0.75")
                .flatMap(shape ->
                        Arrays.stream(Layout.values()).map(layout -> Arguments.of(shape, layout)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyContenderGivesTheRightAnswer(String shape, Layout layout) {
        Workload workload = Workload.parse(shape).withLayout(layout);
        Task task = new Task(workload, SeededData.of(workload, SEED), 1);
        Reference reference = Reference.of(workload, task.data());
        List<Entrant> entrants = entrants(task);
        assertThat(entrants).hasSize(layout == Layout.NCHW || layout == Layout.NHWC ? 3 : 2);
        for (Entrant entrant : entrants) {
            try (Contender contender = entrant.opener().open()) {
                // Twice: the second run finds the first one's output in its tensor.
                contender.run();
                contender.run();
                float[] output = contender.output();
                OptionalInt wrong = reference.firstWrong(output);
                assertThat(wrong)
                        .as(() ->
                                "%s by %s on %s, seed %d: %s"
                                        .formatted(
                                                entrant.name(),
                                                contender.implementation(),
                                                workload,
                                                SEED,
                                                reference.describe(
                                                        wrong.getAsInt(),
                                                        output[wrong.getAsInt()])))
                        .isEmpty();
                assertThat(contender.implementation()).isNotBlank();
            }
        }
    }

    private static List<Entrant> entrants(Task task) {
        return StreamSupport.stream(ServiceLoader.load(Peer.class).spliterator(), false)
                .flatMap(peer -> peer.entrants(task).stream())
                .toList();
    }

    @Test
    void aComparisonTimesAllContendersInOneJvmAndRemembersTheMachine() throws Exception {
        Workload workload = Workload.parse("16x8x8_k3_s1_p1_nchw");
        Suite suite = new Suite("small", List.of(new Layer("a", workload, 1)));
        ComparePlan plan =
                new ComparePlan(suite, Optional.empty(), 2, CacheState.COLD, 3, false, List.of());
        Heard heard = new Heard();
        try (TuningDatabase database = Databases.open(folder.resolve("t"))) {
            SideBySide.Result first = new SideBySide(plan, database, heard).run();
            assertThat(first.tuned()).isFalse();
            LayerComparison layer = first.layers().getFirst();
            assertThat(layer.showings())
                    .as("%s", layer.showings())
                    .extracting(Showing::contender)
                    .containsExactly("Lanewise", "oneDNN nchw", "oneDNN any", "ONNX Runtime");
            assertThat(layer.showings()).allMatch(showing -> showing.time().isPresent());
            assertThat(first.limits().threads()).isEqualTo(2);
            assertThat(first.limits().levels()).hasSizeGreaterThan(2);

            SideBySide.Result second = new SideBySide(plan, database, heard).run();
            assertThat(second.limits()).isEqualTo(first.limits());
            assertThat(heard.limits).isEqualTo(1);
            assertThat(heard.rounds).isEqualTo(6);
        }
    }

    private static final class Heard implements CompareProgress {
        private int limits;
        private int rounds;

        @Override
        public void measuringLimits(int threads) {
            limits++;
        }

        @Override
        public void proving(Layer layer, String contender) {
            assertThat(contender).isNotBlank();
        }

        @Override
        public void round(Layer layer, int done, int of) {
            assertThat(done).isBetween(1, of);
            rounds++;
        }
    }
}
