package org.lanewise.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class HeadStartTest {
    @Test
    void whatWasFoundIsToldToEverybodyWhoAsks() {
        HeadStart start = HeadStart.begin();
        assertThat(start.get().machine()).contains(MachineProbe.detect());
        assertThat(start.get()).isEqualTo(start.get());
    }

    @Test
    void whoeverAsksHearsWhyAMachineCannotBeExamined() {
        HeadStart start =
                HeadStart.begin(() -> {
                    throw new ExceptionInInitializerError("no such processor");
                });
        for (int asked = 0; asked < 2; asked++) {
            assertThatThrownBy(start::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be examined")
                    .hasMessageContaining("no such processor");
        }
    }

    @Test
    void anInterruptIsKeptForWhoeverWaits() {
        HeadStart start = HeadStart.begin();
        Thread.currentThread().interrupt();
        assertThat(start.get().capabilities()).isNotNull();
        assertThat(Thread.interrupted()).isTrue();
    }
}
