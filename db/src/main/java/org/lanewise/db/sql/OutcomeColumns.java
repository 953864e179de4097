package org.lanewise.db.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.lanewise.config.Estimate;
import org.lanewise.db.Names;
import org.lanewise.db.Outcome;
import org.lanewise.db.Outcome.CompileFailed;
import org.lanewise.db.Outcome.Measured;
import org.lanewise.db.Outcome.NotIntrinsified;
import org.lanewise.db.Outcome.TimedOut;
import org.lanewise.db.Outcome.WorkerDied;
import org.lanewise.db.Outcome.WrongResult;

/** The columns that tell an outcome, of one query: the kind, and for each kind its own. */
final class OutcomeColumns {
    private final int kind;
    private final int message;
    private final int bytesPerCall;
    private final int limitMs;
    private final int medianNs;
    private final int lowNs;
    private final int highNs;
    private final int samplesNs;
    private final int warmUpMs;

    OutcomeColumns(ResultSet rows) throws SQLException {
        kind = rows.findColumn("outcome");
        message = rows.findColumn("message");
        bytesPerCall = rows.findColumn("bytes_per_call");
        limitMs = rows.findColumn("limit_ms");
        medianNs = rows.findColumn("median_ns");
        lowNs = rows.findColumn("low_ns");
        highNs = rows.findColumn("high_ns");
        samplesNs = rows.findColumn("samples_ns");
        warmUpMs = rows.findColumn("warm_up_ms");
    }

    /** The outcome of a row. */
    Outcome read(ResultSet row) throws SQLException {
        String name = row.getString(kind);
        return switch (Names.constant(Outcome.Kind.class, "outcome", name)) {
            case MEASURED ->
                    new Measured(
                            new Estimate(
                                    row.getDouble(medianNs),
                                    row.getDouble(lowNs),
                                    row.getDouble(highNs)),
                            doubles(row.getArray(samplesNs)),
                            row.getDouble(warmUpMs));
            case COMPILE_FAILED -> new CompileFailed(row.getString(message));
            case WRONG_RESULT -> new WrongResult(row.getString(message));
            case NOT_INTRINSIFIED ->
                    new NotIntrinsified(
                            row.getLong(bytesPerCall),
                            // Earlier versions recorded none.
                            Objects.requireNonNullElse(row.getString(message), ""));
            case TIMED_OUT -> new TimedOut(row.getLong(limitMs));
            case WORKER_DIED -> new WorkerDied(row.getString(message));
        };
    }

    private static List<Double> doubles(Array column) throws SQLException {
        return Arrays.stream((Object[]) column.getArray()).map(Double.class::cast).toList();
    }
}
