package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.Format;
import org.lanewise.tuner.costmodel.Example;
import org.lanewise.tuner.costmodel.LearnedModel;
import org.lanewise.tuner.session.Experience;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise learn}: trains the cost model that searches begin with. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description =
                "Trains a cost model on what searches screened with hot caches, of each schedule the last trial, as the"
                        + " one that the tuner comes with was trained.")
final class LearnCommand implements Callable<Integer> {
    /** Of the file that comes with the tuner, so that equal trials give equal bytes. */
    private static final long SEED = 1;

    @Parameters(arity = "1..*", paramLabel = "DB", description = "Database files.")
    private List<Path> databases = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.gz",
            required = true,
            description = "The model.")
    private Path file = Path.of("");

    @Option(
            names = "--schedules",
            paramLabel = "FILE",
            description =
                    "Also writes the list of schedules that untuned layers take over from similar ones.")
    private @Nullable Path schedules;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Experience experience = new Experience();
        for (Path path : databases) {
            read(path, experience);
        }
        List<Example> examples = experience.examples();
        if (examples.stream().noneMatch(example -> example.cost().isPresent())) {
            throw new UserError(
                    "Nothing to learn from: these hold no measured trials of a search with hot caches; tune first.");
        }
        LearnedModel model = LearnedModel.train(examples, SEED);
        try (OutputStream out = Files.newOutputStream(file)) {
            model.write(out);
        }
        if (schedules != null) {
            Files.write(schedules, experience.schedules());
        }
        print(examples);
        return 0;
    }

    private static void read(Path path, Experience experience) throws IOException {
        if (!Files.exists(Databases.file(path))) {
            throw new UserError("There is no database " + path + ".");
        }
        try (TuningDatabase database = Databases.read(path)) {
            database.history().read(experience);
        }
    }

    private void print(List<Example> examples) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        long problems = examples.stream().map(Example::problem).distinct().count();
        out.println(
                "Model: "
                        + file
                        + ", "
                        + Files.size(file)
                        + " bytes, of "
                        + examples.size()
                        + " trials of "
                        + Format.count(problems, "layer"));
        out.flush();
    }
}
