package org.lanewise.db.sql;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;

/**
 * The columns that tell an outcome: the kind, and for each kind its own; those of others are null.
 */
record OutcomeRow(
        Outcome.Kind kind,
        @Nullable String message,
        @Nullable Long bytesPerCall,
        @Nullable Long limitMs,
        @Nullable Double medianNs,
        @Nullable Double lowNs,
        @Nullable Double highNs,
        Double @Nullable [] samplesNs,
        @Nullable Double warmUpMs) {
    static OutcomeRow of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured(Estimate time, List<Double> samplesNs, double warmUpMs) ->
                    new OutcomeRow(
                            outcome.kind(),
                            null,
                            null,
                            null,
                            time.medianNs(),
                            time.lowNs(),
                            time.highNs(),
                            samplesNs.toArray(Double[]::new),
                            warmUpMs);
            case Outcome.CompileFailed(String message) -> failed(outcome, message, null, null);
            case Outcome.WrongResult(String message) -> failed(outcome, message, null, null);
            case Outcome.NotIntrinsified(long bytes, String message) ->
                    failed(outcome, message, bytes, null);
            case Outcome.TimedOut(long limitMs) -> failed(outcome, null, null, limitMs);
            case Outcome.WorkerDied(String message) -> failed(outcome, message, null, null);
        };
    }

    private static OutcomeRow failed(
            Outcome outcome,
            @Nullable String message,
            @Nullable Long bytesPerCall,
            @Nullable Long limitMs) {
        return new OutcomeRow(
                outcome.kind(), message, bytesPerCall, limitMs, null, null, null, null, null);
    }

    private static String text(SqlStatement<?> insert, String message) {
        try {
            return Dialect.of(insert.getContext().getConnection()).text(message);
        } catch (SQLException closed) {
            throw new ConnectionException(closed);
        }
    }

    /** Binds each column by its name. */
    void bind(SqlStatement<?> insert) {
        insert.bind("kind", kind)
                .bind("message", message == null ? null : text(insert, message))
                .bind("bytesPerCall", bytesPerCall)
                .bind("limitMs", limitMs)
                .bind("medianNs", medianNs)
                .bind("lowNs", lowNs)
                .bind("highNs", highNs)
                .bind("warmUpMs", warmUpMs)
                // By its type, since a batch has arrays and nulls in one column.
                .bindByType("samplesNs", samplesNs, Double[].class);
    }
}
