package org.lanewise.db.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Maps rows by what is found out once for each query.
 *
 * @param maker makes what maps the rows of a query
 * @param <T> what a row becomes
 */
record ByQuery<T>(Maker<T> maker) implements RowMapper<T> {
    /** Looks at a query's columns, not at its rows. */
    @FunctionalInterface
    interface Maker<T> {
        RowMapper<T> of(ResultSet rows, StatementContext sql) throws SQLException;
    }

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext sql) throws SQLException {
        return maker.of(rows, sql);
    }

    @Override
    public T map(ResultSet row, StatementContext sql) throws SQLException {
        return specialize(row, sql).map(row, sql);
    }
}
