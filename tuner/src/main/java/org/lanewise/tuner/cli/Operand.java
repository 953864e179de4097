package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.db.Shown;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.reports.compare.Side;

/** One of two things to compare, as it is typed: {@code FILE} or {@code FILE@WORDS}. */
final class Operand {
    private Operand() {}

    /**
     * Reads it.
     *
     * @param suite only results of this suite, all if null
     * @throws UserError if it holds no such result
     * @throws IOException if it is a file that cannot be read
     */
    static Side read(String text, @Nullable String suite) throws IOException {
        int at = endOfName(text);
        String file = text.substring(0, at);
        String words = at == text.length() ? "" : text.substring(at + 1);
        if (file.endsWith(".json")) {
            BestConfig best = BestConfigFile.read(Path.of(file));
            require(text, chosen(List.of(best), suite, words));
            return Side.of(text, best);
        }
        try (TuningDatabase database = database(file)) {
            List<BestConfig> results = chosen(database.allBest(), suite, words);
            String shown = Shown.without(file) + text.substring(at);
            require(shown, results);
            return Side.of(shown, database, results);
        }
    }

    private static TuningDatabase database(String name) {
        return Databases.isServer(name)
                ? Databases.open(name)
                : Databases.read(Databases.file(Path.of(name)));
    }

    /** Names of files hold the letter as well as descriptions of machines, such as "@ 2.2 GHz". */
    private static int endOfName(String text) {
        if (Databases.isServer(text)) {
            int at = text.indexOf('@', text.lastIndexOf('/'));
            return at < 0 ? text.length() : at;
        }
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (exists(text.substring(0, at))) {
                return at;
            }
        }
        int last = text.lastIndexOf('@');
        return last < 0 || exists(text) ? text.length() : last;
    }

    private static boolean exists(String name) {
        return !name.isEmpty()
                && (Files.exists(Path.of(name)) || Files.exists(Databases.file(Path.of(name))));
    }

    private static List<BestConfig> chosen(
            List<BestConfig> results, @Nullable String suite, String words) {
        return results.stream()
                .filter(best -> suite == null || best.suite().equals(suite))
                .filter(best -> MachineWords.describe(best.machine(), words))
                .toList();
    }

    private static void require(String text, List<BestConfig> results) {
        if (results.isEmpty()) {
            throw new UserError(
                    text
                            + " holds no result that is asked for; 'lanewise db stats' lists what a database holds.");
        }
        List<String> machines = MachineWords.ofAll(results);
        if (machines.size() > 1) {
            throw new UserError(
                    text
                            + " holds results of several machines; write @ and words of one behind its name: "
                            + String.join("; ", machines)
                            + ".");
        }
    }
}
