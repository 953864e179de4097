package org.lanewise.tuner.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.check.ConfigCheck;
import org.lanewise.workload.Workload;

/** Real JVMs that have only the kernels jar. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ApplicationJvmTest {
    private static final Workload SMALL = Workload.parse("16x8x8_k3_s1_p1_nchw8c");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Path config() throws IOException {
        return SmallConfig.write(folder.resolve("small.json"));
    }

    @Test
    void aLayerIsRunAsAnApplicationRunsItWhateverTheJvmPrints()
            throws IOException, InterruptedException {
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("JAVA_TOOL_OPTIONS", "-Xlog:gc"))) {
            assertThat(ApplicationJvm.check(config(), 0, environment, LONG))
                    .isInstanceOfSatisfying(
                            ApplicationJvm.Answer.Told.class,
                            told -> {
                                assertThat(told.verdict().right()).isTrue();
                                assertThat(told.verdict().exactMachine()).isTrue();
                            });
        }
    }

    @Test
    void whatGoesWrongIsToldInTheApplicationsWords() throws IOException, InterruptedException {
        assertThat(ApplicationJvm.check(config(), 7, Map.of(), LONG))
                .isEqualTo(
                        new ApplicationJvm.Answer.Failed("There is no layer 7; the file has 1."));
        assertThat(ApplicationJvm.check(Files.createFile(folder.resolve("b")), 0, SMALL))
                .isInstanceOfSatisfying(
                        ApplicationJvm.Answer.Failed.class,
                        failed -> assertThat(failed.words()).contains(folder.toString()));
    }

    @Test
    void aStoppedApplicationIsGivenUp()
            throws IOException, InterruptedException, ExecutionException {
        Path file = config();
        Duration limit = Duration.ofSeconds(3);
        try (ExecutorService checking = Executors.newSingleThreadExecutor()) {
            Future<ApplicationJvm.Answer> answer =
                    checking.submit(() -> ApplicationJvm.check(file, 0, Map.of(), limit));
            long stopped = Signals.childOf(ConfigCheck.class, file.toString());
            Signals.stop(stopped);
            assertThat(answer.get()).isEqualTo(new ApplicationJvm.Answer.Silent(limit));
            assertThat(Signals.goes(stopped, Duration.ZERO)).isTrue();
        }
    }
}
