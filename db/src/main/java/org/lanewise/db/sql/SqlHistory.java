package org.lanewise.db.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.History;

/** All rows of a database. */
final class SqlHistory implements History {
    /** Does work with the database in its own thread, as one transaction. */
    interface Access {
        <T> T use(String what, Function<Handle, T> work);

        /** The same for work that hands out what it reads, and so may not be begun again. */
        <T> T handOut(String what, Function<Handle, T> work);
    }

    private final Access access;

    SqlHistory(Access access) {
        this.access = access;
    }

    @Override
    public void read(Consumer<Fact> reader) {
        access.handOut(
                "read its history",
                sql -> {
                    TrialTable.all(sql).map(TrialColumns.facts()).forEach(reader);
                    others(sql, reader);
                    return true;
                });
    }

    private static void others(Handle sql, Consumer<Fact> reader) {
        BestTable.facts(sql).forEach(reader);
        LimitsTable.facts(sql).forEach(reader);
        PeersTable.facts(sql).forEach(reader);
        RunTimeTable.facts(sql).forEach(reader);
    }

    @Override
    public void check(Consumer<Fact> reader, Consumer<String> bad) {
        access.handOut(
                "check its history",
                sql -> {
                    TrialTable.all(sql).map(checked(reader, bad)).forEach(read -> {});
                    readable("A result", () -> BestTable.facts(sql).toList(), bad).forEach(reader);
                    readable("What a machine can do", () -> LimitsTable.facts(sql).toList(), bad)
                            .forEach(reader);
                    readable("What others took", () -> PeersTable.facts(sql).toList(), bad)
                            .forEach(reader);
                    readable("What is known of a run", () -> RunTimeTable.facts(sql).toList(), bad)
                            .forEach(reader);
                    return true;
                });
    }

    /** What can be read of one kind; nothing, which is told, where a row of it cannot. */
    private static List<? extends Fact> readable(
            String what, Supplier<List<? extends Fact>> read, Consumer<String> bad) {
        try {
            return read.get();
        } catch (RuntimeException unreadable) {
            bad.accept(what + " cannot be read: " + Failure.reason(unreadable));
            return List.of();
        }
    }

    /** Reads a row, or tells why it cannot be read. */
    private static RowMapper<Boolean> checked(Consumer<Fact> reader, Consumer<String> bad) {
        return new ByQuery<>((rows, sql) -> {
            RowMapper<Fact.OfTrial> facts = TrialColumns.facts().specialize(rows, sql);
            return (row, any) -> {
                Fact.OfTrial fact;
                try {
                    fact = facts.map(row, any);
                } catch (SQLException | RuntimeException unreadable) {
                    bad.accept(
                            "Trial "
                                    + row.getObject("uid")
                                    + " cannot be read: "
                                    + Failure.reason(unreadable));
                    return false;
                }
                reader.accept(fact);
                return true;
            };
        });
    }

    @Override
    public int add(List<Fact> facts) {
        return access.use(
                "take over facts",
                sql -> {
                    Map<Machine, Long> machines = MachineTable.findOrAdd(sql, facts);
                    List<Fact.OfTrial> trials = of(facts, Fact.OfTrial.class);
                    // Of the rest there is one of each kind at a place, and the newer counts.
                    if (trials.size() < facts.size()) {
                        MachineTable.lock(sql, machines.values());
                    }
                    return TrialTable.addNew(sql, machines, trials)
                            + BestTable.addNewer(sql, machines, of(facts, Fact.OfResult.class))
                            + LimitsTable.addNewer(sql, machines, of(facts, Fact.OfLimits.class))
                            + PeersTable.addNewer(sql, machines, of(facts, Fact.OfPeers.class))
                            + RunTimeTable.addNewer(sql, machines, of(facts, Fact.OfRun.class));
                });
    }

    private static <F extends Fact> List<F> of(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public int prune() {
        return access.use(
                "remove trials",
                sql -> {
                    int removed = TrialTable.prune(sql);
                    CondemnedTable.prune(sql);
                    MachineTable.prune(sql);
                    return removed;
                });
    }
}
