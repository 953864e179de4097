package org.lanewise.db.sql;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;

/** What a child JVM does: a task on a database file. */
final class ChildMain {
    private ChildMain() {}

    public static void main(String[] arguments) throws IOException {
        String task = arguments[0];
        TuningDatabase database = Databases.open(Path.of(arguments[1]));
        switch (task) {
            case "append" -> append(database);
            case "append, close in a hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(database::close));
                append(database);
            }
            case "save" -> save(database);
            case "hold" -> hold(database);
            case "write" -> write(database);
            case "write and read" -> writeAndRead(database);
            default -> throw new IllegalArgumentException(task);
        }
    }

    /** Prints the number of each trial once it is recorded, until killed. */
    private static void append(TuningDatabase database) {
        try {
            for (long seed = 1; ; seed++) {
                database.append(Fixtures.MACHINE, Fixtures.trial(seed));
                System.out.println(seed);
            }
        } catch (DatabaseException closed) {
            System.out.println(closed.getMessage());
        }
    }

    /**
     * Saves results of 40 to 43 layers over and over, until killed; prints their numbers of layers.
     */
    private static void save(TuningDatabase database) {
        for (int run = 0; ; run++) {
            int layers = 40 + run % 4;
            database.saveBest(Fixtures.best(Fixtures.MACHINE, "net", "nhwc", layers));
            System.out.println(layers);
        }
    }

    private static void hold(TuningDatabase database) throws IOException {
        System.out.println("open");
        System.in.readAllBytes();
        database.close();
    }

    private static void write(TuningDatabase database) {
        TimeZoneTest.TRIALS.forEach(trial -> database.append(Fixtures.MACHINE, trial));
        database.close();
    }

    private static void writeAndRead(TuningDatabase database) {
        TimeZoneTest.TRIALS.forEach(trial -> database.append(Fixtures.MACHINE, trial));
        database.trials(Fixtures.MACHINE, Fixtures.WORKLOAD).forEach(System.out::println);
        database.close();
    }
}
