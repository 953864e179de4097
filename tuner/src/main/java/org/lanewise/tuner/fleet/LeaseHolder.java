package org.lanewise.tuner.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the queue calls a process that takes jobs: other processes learn from it how long its lease
 * is, and so when it counts as silent.
 */
final class LeaseHolder {
    /** Letters that tell processes apart; the queue keeps 50 of the whole name. */
    private static final int LETTERS = 18;

    private static final Pattern NAME = Pattern.compile(".{" + LETTERS + "} (\\d{1,15})ms .*");

    private LeaseHolder() {}

    /** The name of a new process, which no other has. */
    static String name(Duration lease, String worker) {
        return UUID.randomUUID().toString().substring(0, LETTERS)
                + " "
                + lease.toMillis()
                + "ms "
                + worker;
    }

    /** The lease of a process; empty of one whose version does not tell it. */
    static Optional<Duration> lease(String name) {
        Matcher told = NAME.matcher(name);
        return told.matches()
                ? Optional.of(Duration.ofMillis(Long.parseLong(told.group(1))))
                : Optional.empty();
    }
}
