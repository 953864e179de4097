package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jdbi.v3.core.argument.Argument;
import org.lanewise.config.Estimate;

/** How values that are no plain number or text stand in columns. */
final class Columns {
    private Columns() {}

    /**
     * An instant as a UTC time, to the nanosecond: as a {@link java.sql.Timestamp} it would pass
     * through the default time zone.
     */
    static Argument instant(Instant at) {
        return (position, statement, context) ->
                statement.setObject(position, at.atOffset(ZoneOffset.UTC));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * The estimate in the columns {@code <prefix>median_ns}, {@code <prefix>low_ns} and {@code
     * <prefix>high_ns}.
     */
    static Estimate estimate(ResultSet row, String prefix) throws SQLException {
        return new Estimate(
                row.getDouble(prefix + "median_ns"),
                row.getDouble(prefix + "low_ns"),
                row.getDouble(prefix + "high_ns"));
    }

    static <T> T[] array(ResultSet row, String column, Class<T[]> type) throws SQLException {
        return row.getObject(column, type);
    }

    /**
     * The constant that a column names.
     *
     * @throws IllegalArgumentException if there is none, which a newer Lanewise may have added
     */
    static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String name = row.getString(column);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the "
                                        + column
                                        + " '"
                                        + name
                                        + "' is none that this Lanewise knows"));
    }

    /** Whether the rows have such a column. */
    static boolean has(ResultSet row, String column) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).equalsIgnoreCase(column)) {
                return true;
            }
        }
        return false;
    }
}
