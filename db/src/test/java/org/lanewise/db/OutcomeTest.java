package org.lanewise.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.config.Estimate;

class OutcomeTest {
    private static final List<Outcome> ONE_OF_EACH =
            List.of(
                    new Outcome.Measured(new Estimate(12.34, 12, 13), List.of(12.0), 5),
                    new Outcome.CompileFailed("line 3: no such symbol"),
                    new Outcome.WrongResult("element 5"),
                    new Outcome.NotIntrinsified(640, "C2 gave up"),
                    new Outcome.TimedOut(1500),
                    new Outcome.WorkerDied("exit code 134"));

    @Test
    void eachTypeIsAKindOfItsOwnAndLabelledByItsName() {
        assertThat(ONE_OF_EACH.stream().map(Outcome::kind)).containsExactly(Outcome.Kind.values());
        assertThat(ONE_OF_EACH)
                .allSatisfy(outcome ->
                        assertThat(outcome.kind().label())
                                .isEqualTo(outcome.getClass().getSimpleName()));
        assertThat(Arrays.stream(Outcome.class.getPermittedSubclasses()))
                .hasSameSizeAs(Outcome.Kind.values());
    }

    @Test
    void wordsTellWhatIsKnown() {
        assertThat(ONE_OF_EACH)
                .extracting(Outcome::words)
                .containsExactly(
                        "One run took 12.3 ns.",
                        "line 3: no such symbol",
                        "element 5",
                        "One run allocated 640 bytes; a compiled kernel allocates none. C2 gave up",
                        "No result after 1500 ms.",
                        "exit code 134");
        assertThat(new Outcome.NotIntrinsified(1, "").words())
                .isEqualTo("One run allocated 1 bytes; a compiled kernel allocates none.");
    }

    @Test
    void aKernelIsCondemnedByACrashAndNotByAKill() {
        assertThat(ONE_OF_EACH.stream().filter(Outcome::condemns))
                .extracting(Outcome::kind)
                .containsExactly(Outcome.Kind.WRONG_RESULT, Outcome.Kind.WORKER_DIED);
        assertThat(new Outcome.WorkerDied("exit code 137").condemns()).isFalse();
        assertThat(new Outcome.WorkerDied("exit code 143").condemns()).isFalse();
        assertThat(new Outcome.WorkerDied("The folder /x cannot be used.").condemns()).isFalse();
    }
}
