package org.lanewise.tuner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.lanewise.tuner.search.Strategies;
import org.lanewise.tuner.search.Strategy;
import org.lanewise.tuner.tables.RecordedTable;
import org.lanewise.tuner.tables.Table;
import org.lanewise.tuner.tables.TableFile;
import org.lanewise.tuner.tables.exchange.ExchangeFile;

/** What a user says of tables and strategies, turned into these or into one sentence. */
final class TableOptions {
    private TableOptions() {}

    static RecordedTable read(Path file) throws IOException {
        try {
            return TableFile.read(file);
        } catch (IllegalArgumentException incomplete) {
            throw new UserError(String.valueOf(incomplete.getMessage()), incomplete);
        }
    }

    /** A table in any of the formats known. */
    static Table readAny(Path file) throws IOException {
        return ExchangeFile.named(file) ? ExchangeFile.read(file) : read(file);
    }

    static Strategy strategy(String name) {
        try {
            return Strategies.named(name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new UserError(String.valueOf(unknown.getMessage()), unknown);
        }
    }
}
