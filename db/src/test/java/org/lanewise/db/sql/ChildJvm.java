package org.lanewise.db.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that runs {@link ChildMain} on the class path of this one. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = errors;
    }

    static ChildJvm start(Path file, String task, String... jvmFlags) throws IOException {
        return start(List.of(), file, task, jvmFlags);
    }

    /** The same where no file may grow beyond so many kilobytes, which is what a full disk is. */
    static ChildJvm startOnAFullDisk(Path file, String task, int kilobytes) throws IOException {
        return start(
                List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$0\" \"$@\""),
                file,
                task,
                "-XX:-UsePerfData");
    }

    private static ChildJvm start(List<String> launcher, Path file, String task, String... jvmFlags)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        // Children are short; most of their time goes into starting.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmFlags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ChildMain.class.getName(), task, file.toString()));
        Path errors = Files.createTempFile(file.toAbsolutePath().getParent(), "child", ".err");
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** The next line the child prints; null when it has ended. */
    String line() throws IOException {
        return out.readLine();
    }

    /** All lines until the child ends. */
    List<String> lines() throws IOException {
        return out.lines().toList();
    }

    /** What the child wrote to standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Asks the child to end, or ends it without asking; it can still be read. */
    void kill(boolean forcibly) {
        // Process.destroy would close the pipe, and what the child printed last would be lost.
        ProcessHandle handle = process.toHandle();
        assertThat(forcibly ? handle.destroyForcibly() : handle.destroy()).isTrue();
    }

    /** Lets the child go on from where it waits for its standard input to end. */
    void release() throws IOException {
        process.getOutputStream().close();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, SECONDS)).as("the child ends").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
