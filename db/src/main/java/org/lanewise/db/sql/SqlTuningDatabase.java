package org.lanewise.db.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.Held;
import org.lanewise.db.History;
import org.lanewise.db.Kernel;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.Recorded;
import org.lanewise.db.RunTime;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.workload.Workload;

/** A database, used through one connection by one thread. Thread-safe. */
final class SqlTuningDatabase implements TuningDatabase {
    private final Place place;
    private final OwnerThread owner;
    private final Session session;

    private SqlTuningDatabase(Place place, OwnerThread owner, Session session) {
        this.place = place;
        this.owner = owner;
        this.session = session;
    }

    /** Opens a file, which is made if there is none. */
    static TuningDatabase open(DatabaseFile file) {
        boolean isNew = file.prepare();
        try {
            return open(file, () -> new FileSession(file));
        } catch (DatabaseException refused) {
            if (isNew) {
                file.discard(refused);
            }
            throw refused;
        }
    }

    /** Opens what a file holds now, for reading. */
    static TuningDatabase read(DatabaseFile file) {
        file.requireExisting();
        return open(file, () -> Session.of(Snapshot.open(file)));
    }

    /** Opens a database on a server, and makes its tables if it has none. */
    static TuningDatabase open(PostgresServer server) {
        return open(server, () -> new ServerSession(server));
    }

    /** Rewrites a file; H2 closes a database that it has compacted. */
    static void compact(DatabaseFile file) {
        open(file).close();
        OwnerThread owner = new OwnerThread();
        try {
            owner.end(() -> {
                try (Connection last = file.source().getConnection()) {
                    FileSession.compact(file, last);
                } catch (SQLException | IOException refused) {
                    throw new CompletionException(refused);
                }
            });
        } catch (CompletionException failed) {
            throw Failure.using(file, "be compacted", Failure.causeOf(failed));
        }
    }

    private static TuningDatabase open(Place place, Supplier<Session> connection) {
        OwnerThread owner = new OwnerThread();
        try {
            return new SqlTuningDatabase(place, owner, owner.call(connection));
        } catch (CompletionException failed) {
            owner.end(() -> {});
            throw Failure.opening(place, Failure.causeOf(failed));
        }
    }

    @Override
    public void append(Machine machine, Trial trial) {
        append(machine, Optional.empty(), trial);
    }

    @Override
    public void append(Machine machine, UUID run, Trial trial) {
        append(machine, Optional.of(run), trial);
    }

    private void append(Machine machine, Optional<UUID> run, Trial trial) {
        // Drawn once, however often the work is begun.
        UUID id = UUID.randomUUID();
        use("record a trial", sql -> TrialTable.append(sql, id, machine, run, trial));
    }

    @Override
    public List<Trial> trials(Machine machine, Workload workload) {
        return use("read its trials", sql -> TrialTable.find(sql, machine, workload));
    }

    @Override
    public List<Recorded> recorded(Machine machine, Workload workload) {
        return use("read its trials", sql -> TrialTable.recorded(sql, machine, workload));
    }

    @Override
    public List<Workload> workloads(Machine machine) {
        return use("read its workloads", sql -> TrialTable.workloads(sql, machine));
    }

    @Override
    public List<Held> held() {
        return use("count its trials", TrialTable::held);
    }

    @Override
    public List<Held> held(List<Workload> workloads) {
        return use("count its trials", sql -> TrialTable.held(sql, workloads));
    }

    @Override
    public Set<Kernel> condemned(Machine machine) {
        return use("read its failures", sql -> CondemnedTable.of(sql, machine));
    }

    @Override
    public long trialCount() {
        return use("count its trials", TrialTable::count);
    }

    @Override
    public void saveBest(BestConfig best) {
        requireLayers(best);
        use("save a result", sql -> BestTable.save(sql, best));
    }

    @Override
    public void mergeBest(BestConfig best, Predicate<TunedLayer> kept) {
        requireLayers(best);
        use("save a result", sql -> BestTable.merge(sql, best, kept));
    }

    private static void requireLayers(BestConfig best) {
        if (best.layers().isEmpty()) {
            throw new IllegalArgumentException("A result has at least one layer.");
        }
    }

    @Override
    public Optional<BestConfig> best(
            Machine machine, String suite, String layout, CacheState cache) {
        return use(
                "read its results",
                sql ->
                        BestTable.find(sql, machine, suite, layout, cache)
                                .flatMap(best -> BestTable.spared(sql, best)));
    }

    @Override
    public List<BestConfig> allBest() {
        return use("read its results", BestTable::allSpared);
    }

    @Override
    public List<BestConfig> unproven() {
        return use("read its results", BestTable::unproven);
    }

    @Override
    public void saveLimits(Machine machine, MachineLimits limits) {
        use("save what the machine can do", sql -> LimitsTable.save(sql, machine, limits));
    }

    @Override
    public Optional<MachineLimits> limits(Machine machine, int threads) {
        return use("read what the machine can do", sql -> LimitsTable.find(sql, machine, threads));
    }

    @Override
    public void savePeers(Machine machine, PeerTimes times) {
        use("save what others took", sql -> PeersTable.save(sql, machine, times));
    }

    @Override
    public Optional<PeerTimes> peers(
            Machine machine, Workload workload, int threads, CacheState cache) {
        return use(
                "read what others took",
                sql -> PeersTable.find(sql, machine, workload, threads, cache));
    }

    @Override
    public void saveTime(Machine machine, RunTime time) {
        use("save what is known of a run", sql -> RunTimeTable.save(sql, machine, time));
    }

    @Override
    public Optional<RunTime> time(UUID run) {
        return use("read what is known of a run", sql -> RunTimeTable.find(sql, run));
    }

    @Override
    public History history() {
        return new SqlHistory(
                new SqlHistory.Access() {
                    @Override
                    public <T> T use(String what, Function<Handle, T> work) {
                        return SqlTuningDatabase.this.use(what, work);
                    }

                    @Override
                    public <T> T handOut(String what, Function<Handle, T> work) {
                        return owned(what, () -> session.once(work));
                    }
                });
    }

    @Override
    public void close() {
        try {
            owner.end(session::close);
        } catch (CompletionException failed) {
            throw Failure.using(place, "be closed", Failure.causeOf(failed));
        }
    }

    private <T> T use(String what, Function<Handle, T> work) {
        return owned(what, () -> session.inTransaction(work));
    }

    private <T> T owned(String what, Supplier<T> work) {
        try {
            return owner.call(work);
        } catch (CompletionException failed) {
            throw Failure.using(place, what, Failure.causeOf(failed));
        } catch (RejectedExecutionException closed) {
            throw new DatabaseException("The database " + place + " is closed.", closed);
        }
    }
}
