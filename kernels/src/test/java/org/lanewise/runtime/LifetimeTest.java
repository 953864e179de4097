package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final AtomicInteger freed = new AtomicInteger();
    private final Lifetime lifetime =
            new Lifetime("The thing is closed already.", freed::incrementAndGet);

    @Test
    void whatNobodyUsesIsFreedByClosingIt() {
        lifetime.leave(lifetime.enter());
        assertThat(freed).hasValue(0);
        lifetime.close();
        lifetime.close();
        assertThat(freed).hasValue(1);
        assertThatThrownBy(lifetime::enter).hasMessage("The thing is closed already.");
        assertThatThrownBy(lifetime::checkOpen).hasMessage("The thing is closed already.");
    }

    @Test
    void whatIsUsedIsFreedByItsLastUser() {
        int first = lifetime.enter();
        int second = lifetime.enter();
        lifetime.close();
        lifetime.leave(first);
        assertThat(freed).hasValue(0);
        assertThatThrownBy(lifetime::enter).isInstanceOf(IllegalStateException.class);
        lifetime.leave(second);
        assertThat(freed).hasValue(1);
    }

    @Test
    void whoeverMeetsTheEndIsEitherInTimeOrRefusedAndItIsFreedOnce() throws InterruptedException {
        for (int round = 0; round < 500; round++) {
            AtomicInteger frees = new AtomicInteger();
            AtomicInteger usedAfterFree = new AtomicInteger();
            Lifetime one = new Lifetime("One is closed.", frees::incrementAndGet);
            List<Thread> threads = new ArrayList<>();
            IntStream.range(0, 4)
                    .forEach(i ->
                            threads.add(
                                    Thread.ofPlatform()
                                            .start(() -> use(one, frees, usedAfterFree))));
            threads.add(Thread.ofPlatform().start(one::close));
            threads.add(Thread.ofPlatform().start(one::close));
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(frees).hasValue(1);
            assertThat(usedAfterFree).hasValue(0);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // So that those who close it get their turn, too.
    private static void use(Lifetime one, AtomicInteger frees, AtomicInteger usedAfterFree) {
        try {
            while (true) {
                int place = one.enter();
                usedAfterFree.addAndGet(frees.get());
                one.leave(place);
                Thread.yield();
            }
        } catch (IllegalStateException closed) {
            // That is how it ends.
        }
    }
}
