package org.lanewise.db.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What two database systems do differently, and no SQL can hide. */
enum Dialect {
    /** Keeps times to the nanosecond, and any text. */
    H2 {
        // As a java.sql.Timestamp it would pass through the default zone.
        @Override
        void set(PreparedStatement statement, int position, Instant at) throws SQLException {
            statement.setObject(position, at.atOffset(ZoneOffset.UTC));
        }

        @Override
        Instant instant(ResultSet row, int column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }

        @Override
        String text(String text) {
            return text;
        }
    },
    /** Keeps times to the microsecond alone, so that they stand there as texts. */
    POSTGRESQL {
        @Override
        void set(PreparedStatement statement, int position, Instant at) throws SQLException {
            statement.setString(position, at.toString());
        }

        @Override
        Instant instant(ResultSet row, int column) throws SQLException {
            return Instant.parse(row.getString(column));
        }

        // Its texts cannot hold the first character of all.
        @Override
        String text(String text) {
            return text.replace('\u0000', '\ufffd');
        }
    };

    static Dialect of(Connection connection) throws SQLException {
        return PostgresServer.named(connection.getMetaData().getURL()) ? POSTGRESQL : H2;
    }

    abstract void set(PreparedStatement statement, int position, Instant at) throws SQLException;

    abstract Instant instant(ResultSet row, int column) throws SQLException;

    /** A text as it can be kept. */
    abstract String text(String text);
}
