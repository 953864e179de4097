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
        insert.bind("outcome", outcome.kind().name());
        switch (outcome) {
            case Measured(Estimate time, List<Double> samples, double warmUp) ->
                    insert.bind("medianNs", time.medianNs())
                            .bind("lowNs", time.lowNs())
                            .bind("highNs", time.highNs())
                            .bind("samplesNs", samples.toArray(Double[]::new))
                            .bind("warmUpMs", warmUp);
            case CompileFailed(String message) -> insert.bind("message", message);
            case WrongResult(String message) -> insert.bind("message", message);
            case NotIntrinsified(long bytes, String message) ->
                    insert.bind("bytesPerCall", bytes).bind("message", message);
            case TimedOut(long limit) -> insert.bind("limitMs", limit);
            case WorkerDied(String message) -> insert.bind("message", message);
        }
    }

    static Outcome read(ResultSet row) throws SQLException {
        return switch (Columns.constant(row, "outcome", Outcome.Kind.class)) {
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
