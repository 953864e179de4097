package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * What HotSpot's compilers did with kernels, told by Flight Recorder. It records from the beginning
 * and is read only where a kernel did not reach compiled code. Thread-safe.
 */
final class JitLog implements AutoCloseable {
    private static final String COMPILATION = "jdk.Compilation";
    private static final String FAILURE = "jdk.CompilationFailure";

    /** So the JDK spells it. */
    private static final String SUCCEEDED = "succeded";

    private final Recording recording = new Recording();

    JitLog() {
        recording.enable(COMPILATION).withThreshold(Duration.ZERO);
        recording.enable(FAILURE);
        // What fits into its memory reaches back far enough.
        recording.setToDisk(false);
        recording.start();
    }

    /**
     * In one sentence, what became of a kernel's methods.
     *
     * @param className the kernel's binary name
     */
    String of(String className) {
        List<RecordedEvent> events = events();
        Map<Long, String> failures = new HashMap<>();
        events.stream()
                .filter(event -> event.getEventType().getName().equals(FAILURE))
                .forEach(event ->
                        failures.put(
                                event.getLong("compileId"), event.getString("failureMessage")));
        TreeSet<String> givenUp = new TreeSet<>();
        TreeSet<String> compiled = new TreeSet<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals(COMPILATION) && isOf(className, event)) {
                String name = method(event).getName();
                if (event.getBoolean(SUCCEEDED)) {
                    compiled.add(name);
                } else {
                    givenUp.add(name + " (" + reason(failures, event) + ")");
                }
            }
        }
        if (!givenUp.isEmpty()) {
            return "HotSpot gave up on " + String.join(", ", givenUp) + ".";
        }
        return compiled.isEmpty()
                ? "HotSpot compiled none of its methods in the time given."
                : "HotSpot compiled only "
                        + String.join(", ", compiled)
                        + " in the time given, or left vectors in memory there.";
    }

    private static String reason(Map<Long, String> failures, RecordedEvent compilation) {
        return failures.getOrDefault(compilation.getLong("compileId"), "no reason given");
    }

    private static boolean isOf(String className, RecordedEvent compilation) {
        RecordedMethod method = method(compilation);
        // A hidden class has a number behind its name.
        return method != null && method.getType().getName().startsWith(className + ".");
    }

    private static RecordedMethod method(RecordedEvent compilation) {
        return compilation.getValue("method");
    }

    private List<RecordedEvent> events() {
        try {
            Path file = Files.createTempFile("lanewise-jit", ".jfr");
            try {
                recording.dump(file);
                return RecordingFile.readAllEvents(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("What the compilers did cannot be read.", full);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
