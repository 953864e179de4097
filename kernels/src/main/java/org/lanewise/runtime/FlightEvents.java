package org.lanewise.runtime;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.lanewise.schedule.LegalSchedule;

/** The events themselves; touched only once a flight recorder was set up. */
final class FlightEvents {
    private FlightEvents() {}

    /** What all of them hold. Their names and fields are relied on by those who read recordings. */
    @Category("Lanewise")
    abstract static class KernelEvent extends Event {
        @Label("Workload")
        String workload = "";

        @Label("Schedule, empty for the scalar kernel")
        String schedule = "";

        void describe(Selection selection) {
            workload = selection.kernel().workload().toString();
            schedule =
                    selection
                            .kernel()
                            .legal()
                            .map(LegalSchedule::schedule)
                            .map(Object::toString)
                            .orElse("");
        }
    }

    /** What a convolution gets. */
    abstract static class ChoiceEvent extends KernelEvent {
        @Label("Level")
        String level = "";

        @Label("Reason")
        String reason = "";

        void tell(Selection selection) {
            if (shouldCommit()) {
                describe(selection);
                level = selection.level().toString();
                reason = selection.why();
                commit();
            }
        }
    }

    @Name("org.lanewise.KernelChosen")
    @Label("Kernel chosen")
    @StackTrace(false)
    static final class ChosenEvent extends ChoiceEvent {}

    @Name("org.lanewise.Fallback")
    @Label("No tuned kernel")
    static final class FallbackEvent extends ChoiceEvent {}

    @Name("org.lanewise.WarmUp")
    @Label("Warm-up")
    @StackTrace(false)
    static final class WarmUpEvent extends KernelEvent {
        @Label("Compiled throughout")
        boolean ready;

        @Label("Bytes that a call still allocates")
        long bytesPerCall;
    }

    static void chosen(Selection selection) {
        new ChosenEvent().tell(selection);
    }

    static void fallback(Selection selection) {
        new FallbackEvent().tell(selection);
    }

    static WarmUp.Result warmUp(Selection selection, Supplier<WarmUp.Result> work) {
        WarmUpEvent event = new WarmUpEvent();
        event.begin();
        WarmUp.Result result = work.get();
        event.end();
        if (event.shouldCommit()) {
            event.describe(selection);
            switch (result) {
                case WarmUp.Result.Ready ready -> event.ready = true;
                case WarmUp.Result.StillSlow(long bytes) -> event.bytesPerCall = bytes;
            }
            event.commit();
        }
        return result;
    }
}
