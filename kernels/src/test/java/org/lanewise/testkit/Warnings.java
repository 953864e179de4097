package org.lanewise.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what the library logs, until closed. */
public final class Warnings implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("org.lanewise");

    /** Other tests run beside this one, in threads of their own. */
    private final long listener = Thread.currentThread().threadId();

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    if (logged.getLongThreadID() == listener) {
                        messages.add(logged.getMessage());
                    }
                }

                @Override
                public void flush() {
                    // Nothing is held back.
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };

    /** Begins to collect. */
    public Warnings() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    /** What was logged so far. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }
}
