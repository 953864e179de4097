package org.lanewise.db.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Maps rows by what is found out once for each query.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
interface ByQuery<T> extends RowMapper<T> {
    /** Makes what maps the rows of a query. */
    @Override
    RowMapper<T> specialize(ResultSet rows, StatementContext sql) throws SQLException;

    @Override
    default T map(ResultSet row, StatementContext sql) throws SQLException {
        return specialize(row, sql).map(row, sql);
    }
}
