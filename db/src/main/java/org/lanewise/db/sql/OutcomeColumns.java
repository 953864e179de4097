package org.lanewise.db.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.statement.StatementContext;
import org.lanewise.config.Estimate;
import org.lanewise.db.Names;
import org.lanewise.db.Outcome;
import org.lanewise.db.Outcome.CompileFailed;
import org.lanewise.db.Outcome.Measured;
import org.lanewise.db.Outcome.NotIntrinsified;
import org.lanewise.db.Outcome.TimedOut;
import org.lanewise.db.Outcome.WorkerDied;
import org.lanewise.db.Outcome.WrongResult;

/** The columns of a trial that tell its outcome: the kind, and for each kind its own. */
final class OutcomeColumns {
    private OutcomeColumns() {}

    /** Reads the outcome of a row; the column is that of the kind. */
    static Outcome read(ResultSet row, int column, StatementContext sql) throws SQLException {
        String kind = row.getString(column);
        return switch (Names.constant(Outcome.Kind.class, "outcome", kind)) {
            case MEASURED ->
                    new Measured(
                            new Estimate(
                                    row.getDouble("median_ns"),
                                    row.getDouble("low_ns"),
                                    row.getDouble("high_ns")),
                            doubles(row.getArray("samples_ns")),
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

    private static List<Double> doubles(Array column) throws SQLException {
        return Arrays.stream((Object[]) column.getArray()).map(Double.class::cast).toList();
    }
}
