package org.lanewise.tuner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.measure.protocol.Phase;
import org.lanewise.tuner.measure.protocol.Spent;

class SearchRateTest {
    private static final Spent SPENT =
            new Spent(
                    Arrays.stream(Phase.values())
                            .collect(Collectors.toMap(Phase::name, phase -> 10.0)));

    private static Duration part(SearchRate rate, String name) {
        return rate.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .time();
    }

    @Test
    void thePartsAreTogetherWhatTheSearchTook() {
        SearchRate rate =
                SearchRate.of(
                        4,
                        SPENT,
                        Duration.ofMillis(5),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1));
        assertThat(rate.parts().stream().map(SearchRate.Part::time).reduce(Duration::plus))
                .contains(Duration.ofSeconds(1));
        assertThat(part(rate, "choose")).isEqualTo(Duration.ofMillis(800));
        assertThat(part(rate, "record"))
                .isEqualTo(Duration.ofMillis(195L - 10L * Phase.values().length));
        assertThat(rate.perSecond()).isEqualTo(4);
    }

    @Test
    void whatSeveralThreadsDidAtOnceIsCountedByTheClock() {
        Spent byTheClock = SPENT.scaledTo(SPENT.total() / 2);
        assertThat(byTheClock.on(Phase.JAVAC)).isCloseTo(5, within(1e-9));
        assertThat(Spent.nothing().scaledTo(7).total()).isZero();
        assertThat(SPENT.plus(byTheClock).on(Phase.TIME)).isCloseTo(15, within(1e-9));
    }
}
