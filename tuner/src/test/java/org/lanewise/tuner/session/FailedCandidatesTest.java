package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;

class FailedCandidatesTest {
    private static final Outcome GOOD =
            new Outcome.Measured(new Estimate(1, 1, 1), List.of(1.0), 1);

    private static FailedCandidates of(int slow, int late, int good) {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.addAll(Collections.nCopies(slow, new Outcome.NotIntrinsified(640, "")));
        outcomes.addAll(Collections.nCopies(late, new Outcome.TimedOut(20_000)));
        outcomes.addAll(Collections.nCopies(good, GOOD));
        return FailedCandidates.of("conv", outcomes);
    }

    @Test
    void howManyFailedIsToldWithHowTheyDid() {
        assertThat(of(61, 2, 1).words())
                .isEqualTo(
                        "63 of 64 candidates failed: 61 never became vector instructions, 2 ran out of time");
        assertThat(of(61, 2, 1).count()).isEqualTo(63);
    }

    @ParameterizedTest
    @CsvSource({
        "63, 1, true",
        "7, 57, true",
        "6, 58, false",
        "3, 3, false",
        "1, 0, true",
        "0, 0, false"
    })
    void aFewThatFailAreNoNews(int failed, int good, boolean news) {
        assertThat(of(failed, 0, good).manyFailed()).isEqualTo(news);
    }
}
