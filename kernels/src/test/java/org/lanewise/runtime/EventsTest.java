package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** What flight recordings and listeners hear; the names are relied on. */
class EventsTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final Workload UNTUNED = Workload.parse("48x9x9_k3_s1_p1_nchw8c");

    @TempDir private Path folder;

    @Tag("slow")
    @Test
    void choicesFallbacksAndWarmUpsAreRecorded() throws IOException {
        List<String> heard = new ArrayList<>();
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT).telling(heard::add);
            try (TunedKernels kernels = TunedKernels.of(SampleConfigs.here(TUNED), options);
                    DepthwiseConv tuned = kernels.depthwise(TUNED, new float[180]);
                    DepthwiseConv untuned = kernels.depthwise(UNTUNED, new float[432])) {
                tuned.warmUp(Duration.ofSeconds(60));
                assertThat(untuned.schedule()).isPresent();
            }
            recording.dump(file);
        }
        List<RecordedEvent> events =
                RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().startsWith("org.lanewise."))
                        // Other tests run beside this one, in threads of their own.
                        .filter(event ->
                                event.getThread().getJavaThreadId()
                                        == Thread.currentThread().threadId())
                        .toList();
        assertThat(events)
                .extracting(
                        event -> event.getEventType().getName() + " " + event.getString("workload"))
                .containsExactlyInAnyOrder(
                        "org.lanewise.KernelChosen " + TUNED,
                        "org.lanewise.KernelChosen " + UNTUNED,
                        "org.lanewise.Fallback " + UNTUNED,
                        "org.lanewise.WarmUp " + TUNED);
        assertThat(events)
                .allSatisfy(event -> assertThat(event.getString("schedule")).isNotEmpty());
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith("WarmUp"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getBoolean("ready")).isTrue();
                    assertThat(event.getDuration()).isPositive();
                });
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().endsWith("Fallback"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("level")).isEqualTo("DEFAULT_SCHEDULE");
                    assertThat(event.getString("reason")).contains("not among the workloads");
                });
        assertThat(heard)
                .singleElement()
                .asString()
                .startsWith(UNTUNED + " runs with schedule ")
                .contains("the default, untuned");
    }
}
