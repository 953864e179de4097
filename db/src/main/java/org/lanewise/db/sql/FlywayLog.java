package org.lanewise.db.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Keeps Flyway off the terminal: what it has to say goes to the JDK's logger at DEBUG, which is off
 * by default. Its errors reach the user as exceptions. Public for Flyway, which makes it by name.
 */
public final class FlywayLog implements LogCreator {
    /** For Flyway. */
    public FlywayLog() {}

    @Override
    public Log createLogger(Class<?> source) {
        return new Quiet(System.getLogger(source.getName()));
    }

    private record Quiet(Logger logger) implements Log {
        @Override
        public void debug(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void info(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void warn(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void error(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void error(String message, Exception cause) {
            logger.log(Level.DEBUG, message, cause);
        }

        @Override
        public void notice(String message) {
            logger.log(Level.DEBUG, message);
        }
    }
}
