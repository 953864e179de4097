package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.statement.Update;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.db.Outcome.CompileFailed;
import org.lanewise.db.Outcome.Measured;
import org.lanewise.db.Outcome.NotIntrinsified;
import org.lanewise.db.Outcome.TimedOut;
import org.lanewise.db.Outcome.WorkerDied;
import org.lanewise.db.Outcome.WrongResult;

/** The columns of a trial that tell its outcome: the kind, and for each kind its own. */
final class OutcomeColumns {
    /** The column {@code outcome}. */
    private enum Kind {
        MEASURED,
        COMPILE_FAILED,
        WRONG_RESULT,
        NOT_INTRINSIFIED,
        TIMED_OUT,
        WORKER_DIED
    }

    private static final List<String> OWN_TO_A_KIND =
            List.of(
                    "message",
                    "bytesPerCall",
                    "limitMs",
                    "medianNs",
                    "lowNs",
                    "highNs",
                    "samplesNs",
                    "warmUpMs");

    private OutcomeColumns() {}

    static void bind(Update insert, Outcome outcome) {
        OWN_TO_A_KIND.forEach(name -> insert.bindNull(name, Types.NULL));
        switch (outcome) {
            case Measured measured -> bindMeasured(insert, measured);
            case CompileFailed(String message) ->
                    bind(insert, Kind.COMPILE_FAILED).bind("message", message);
            case WrongResult(String message) ->
                    bind(insert, Kind.WRONG_RESULT).bind("message", message);
            case NotIntrinsified(long bytes, String message) ->
                    bind(insert, Kind.NOT_INTRINSIFIED)
                            .bind("bytesPerCall", bytes)
                            .bind("message", message);
            case TimedOut(long limit) -> bind(insert, Kind.TIMED_OUT).bind("limitMs", limit);
            case WorkerDied(String message) ->
                    bind(insert, Kind.WORKER_DIED).bind("message", message);
        }
    }

    private static void bindMeasured(Update insert, Measured measured) {
        Estimate time = measured.time();
        bind(insert, Kind.MEASURED)
                .bind("medianNs", time.medianNs())
                .bind("lowNs", time.lowNs())
                .bind("highNs", time.highNs())
                .bind("samplesNs", measured.samplesNs().toArray(Double[]::new))
                .bind("warmUpMs", measured.warmUpMs());
    }

    private static Update bind(Update insert, Kind kind) {
        return insert.bind("outcome", kind.name());
    }

    static Outcome read(ResultSet row) throws SQLException {
        return switch (Columns.constant(row, "outcome", Kind.class)) {
            case MEASURED ->
                    new Measured(
                            Columns.estimate(row, ""),
                            List.of(Columns.array(row, "samples_ns", Double[].class)),
                            row.getDouble("warm_up_ms"));
            case COMPILE_FAILED -> new CompileFailed(row.getString("message"));
            case WRONG_RESULT -> new WrongResult(row.getString("message"));
            case NOT_INTRINSIFIED ->
                    new NotIntrinsified(
                            row.getLong("bytes_per_call"),
                            // Earlier versions recorded none.
                            Objects.requireNonNullElse(row.getString("message"), ""));
            case TIMED_OUT -> new TimedOut(row.getLong("limit_ms"));
            case WORKER_DIED -> new WorkerDied(row.getString("message"));
        };
    }
}
