package org.lanewise.tuner.cli;

import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.check.ConfigCheck;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lanewise check}: does an application get what tuning promised? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Runs a kernel pack or a best-configuration file in a plain JVM that has only the kernels jar, and compares results"
                        + " and times with what tuning measured.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A kernel pack or a best-configuration file.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path config = Objects.requireNonNull(file);
        if (!Files.isRegularFile(config)) {
            throw new UserError(
                    "There is no file " + config + "; 'lanewise tune' names the one it writes.");
        }
        List<String> command =
                List.of(
                        WorkerJvm.java(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        applicationClassPath(),
                        ConfigCheck.class.getName(),
                        config.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The kernels jar and its JSON parser: all that an application needs. */
    private static String applicationClassPath() {
        return Stream.of(ConfigCheck.class, Jsonb.class, JsonReader.class)
                .map(CheckCommand::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
