package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.fleet.FleetHost;
import org.lanewise.db.fleet.Job;
import org.lanewise.db.fleet.Job.State;

/** When a fleet is worth showing again. */
@Execution(ExecutionMode.CONCURRENT)
class FleetViewTest {
    private static final UUID ID = new UUID(1, 2);

    private static FleetView view(State state, double seconds, double silent) {
        Job job =
                new Job(
                        ID, "net", "conv", "x", "avx2", "hot", "2m,64", state, 0, "", "one",
                        "lease", seconds);
        return new FleetView(List.of(job), List.of(new FleetHost("one", "avx2", "CPU", silent)));
    }

    @Test
    void timesThatPassAreNoChangeAndStatesAre() {
        FleetView shown = view(State.RUNNING, 10, 1);
        assertThat(view(State.RUNNING, 12, 3).states()).isEqualTo(shown.states());
        assertThat(view(State.RUNNING, 12, 3).lines()).isNotEqualTo(shown.lines());
        assertThat(view(State.DONE, 12, 3).states()).isNotEqualTo(shown.states());
        assertThat(view(State.RUNNING, 10, 100).states()).isNotEqualTo(shown.states());
    }
}
