package org.lanewise.db.sql;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.lanewise.db.DatabaseException;

/**
 * Brings a database to the schema this Lanewise knows; each step is a file in {@code
 * resources/.../migration} or {@code .../postgresql}.
 */
final class Schema {
    private Schema() {}

    /**
     * Applies the steps that are missing.
     *
     * @throws DatabaseException if the database is ahead of this Lanewise, or was made between two
     *     released ones
     * @throws FlywayException if a step fails, or if the tables are not Lanewise's
     */
    static void upgrade(Place file, DataSource source) {
        Flyway flyway =
                Flyway.configure(Schema.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:" + file.migrations())
                        // None: by default Flyway lets a database pass that is ahead of the code.
                        .ignoreMigrationPatterns(new String[0])
                        .failOnMissingLocations(true)
                        .loggers(FlywayLog.class.getName())
                        .load();
        try {
            flyway.migrate();
        } catch (FlywayException refused) {
            throw explained(file, flyway, refused);
        }
    }

    private static RuntimeException explained(Place file, Flyway flyway, FlywayException refused) {
        MigrationInfo[] steps = flyway.info().all();
        MigrationVersion found = newest(steps, MigrationState::isApplied);
        MigrationVersion known = newest(steps, MigrationState::isResolved);
        if (found.isNewerThan(known)) {
            return new DatabaseException(
                    "The database "
                            + file
                            + " was written by a newer Lanewise (schema "
                            + found
                            + ", this one knows up to "
                            + known
                            + "); update Lanewise or choose another with --db.",
                    refused);
        }
        Optional<String> changed = changed(flyway);
        if (changed.isPresent()) {
            return new DatabaseException(
                    "The database "
                            + file
                            + " was made by a Lanewise between two releases, whose step "
                            + changed.get()
                            + " of the schema was another; write it to a file by 'lanewise db export' of that"
                            + " one, import that, or choose another with --db.",
                    refused);
        }
        if (refused.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new DatabaseException(
                    "The database "
                            + file
                            + " belongs to another program; choose another with --db.",
                    refused);
        }
        return refused;
    }

    /** The first step that was another when the database took it. */
    private static Optional<String> changed(Flyway flyway) {
        return flyway.validateWithResult().invalidMigrations.stream()
                .filter(step -> step.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH)
                .map(step -> step.version)
                .findFirst();
    }

    private static MigrationVersion newest(
            MigrationInfo[] steps, Predicate<MigrationState> counted) {
        return Arrays.stream(steps)
                .filter(step -> counted.test(step.getState()))
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
    }
}
