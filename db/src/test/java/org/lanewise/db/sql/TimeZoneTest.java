package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.WORKLOAD;
import static org.lanewise.db.sql.Fixtures.trial;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.Outcome;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;

/** The default time zone changes nothing, not even in an hour that it has twice or not at all. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class TimeZoneTest {
    /**
     * In New York the first two have one wall time; in Apia the third falls on a day that was left
     * out.
     */
    static final List<Trial> TRIALS =
            Stream.of(
                            "2011-12-30T12:00:00.000000001Z",
                            "2026-11-01T05:30:00.123456789Z",
                            "2026-11-01T06:30:00.123456789Z",
                            "2027-03-14T07:30:00Z")
                    .map(at -> trial(1, new Outcome.TimedOut(1), Instant.parse(at)))
                    .toList();

    @TempDir Path folder;

    @Test
    void whatIsWrittenInOneZoneIsReadInAnotherAndStandsInTheFileInUtc() throws Exception {
        try (ChildJvm child = ChildJvm.start(file(), "write", "-Duser.timezone=America/New_York")) {
            assertThat(child.exitCode()).isZero();
        }
        assertThat(storedTimes())
                .containsExactly(
                        "2011-12-30 12:00:00.000000001+00",
                        "2026-11-01 05:30:00.123456789+00",
                        "2026-11-01 06:30:00.123456789+00",
                        "2027-03-14 07:30:00+00");
        List<Trial> twice = Stream.concat(TRIALS.stream(), TRIALS.stream()).toList();
        try (ChildJvm child =
                ChildJvm.start(file(), "write and read", "-Duser.timezone=Pacific/Apia")) {
            assertThat(child.lines()).isEqualTo(twice.stream().map(Trial::toString).toList());
        }
        try (TuningDatabase database = Databases.open(file())) {
            assertThat(database.trials(MACHINE, WORKLOAD)).isEqualTo(twice);
        }
    }

    private List<String> storedTimes() throws SQLException {
        List<String> times = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file());
                Statement sql = connection.createStatement();
                ResultSet rows =
                        sql.executeQuery(
                                "SELECT CAST(finished_at AS VARCHAR) FROM trial ORDER BY id")) {
            while (rows.next()) {
                times.add(rows.getString(1));
            }
        }
        return times;
    }

    private Path file() {
        return folder.resolve("zone");
    }
}
