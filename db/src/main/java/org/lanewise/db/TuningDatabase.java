package org.lanewise.db;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.workload.Workload;

/**
 * Every trial ever run and the results drawn from them. What a method has returned from is durable:
 * it survives the kill of this JVM. Interrupts neither shorten a call nor harm the database; the
 * caller stays interrupted.
 *
 * <p>Implementations are thread-safe. Every method throws a {@link DatabaseException} when the
 * database cannot be read or written, or is closed.
 */
public interface TuningDatabase extends AutoCloseable {
    /**
     * Records a trial that belongs to no run.
     *
     * @throws DatabaseException if it could not be made durable
     */
    void append(Machine machine, Trial trial);

    /**
     * Records a trial of a run.
     *
     * @param run tells this run from all others of all machines
     * @throws DatabaseException if it could not be made durable
     */
    void append(Machine machine, UUID run, Trial trial);

    /**
     * All trials of a workload on a machine that this one {@linkplain Machine#covers covers}, in
     * the order in which they were recorded. Those of kernels that another {@link
     * KernelSource#GENERATOR generator} made stay in the file and are left out.
     */
    List<Trial> trials(Machine machine, Workload workload);

    /** The same of kernels of every generator, each with the run that recorded it. */
    List<Recorded> recorded(Machine machine, Workload workload);

    /** Workloads with {@link #trials} on such a machine, in the order of their texts. */
    List<Workload> workloads(Machine machine);

    /** What there is of all workloads, usable or not, the newest first. */
    List<Held> held();

    /** What there is of some workloads, usable or not, the newest first. */
    List<Held> held(List<Workload> workloads);

    /**
     * Kernels that have ended a JVM or computed something wrong on any machine, and that this one
     * has not {@linkplain Stage#REVALIDATE measured again} since. Results leave out layers that
     * would run with one.
     */
    Set<Kernel> condemned(Machine machine);

    /** Number of trials in the database, of all machines. */
    long trialCount();

    /**
     * Stores the result of a tuning run; it replaces the earlier result of the same machine, suite,
     * layout, state of the caches and generator, at once and whole.
     *
     * @throws IllegalArgumentException if it has no layer
     * @throws DatabaseException if it could not be made durable; the earlier result then stays
     */
    void saveBest(BestConfig best);

    /**
     * The same, but layers of the earlier result that are kept follow those of this one. Read and
     * stored at once, so that none who does the same at the same time loses a layer.
     *
     * @throws IllegalArgumentException if it has no layer
     * @throws DatabaseException if it could not be made durable; the earlier result then stays
     */
    void mergeBest(BestConfig best, Predicate<TunedLayer> kept);

    /**
     * The stored result of a machine, suite, layout and state of the caches, by kernels of this
     * {@link KernelSource#GENERATOR generator}.
     *
     * @param layout as {@link BestConfig#layoutText}
     */
    Optional<BestConfig> best(Machine machine, String suite, String layout, CacheState cache);

    /** All stored results of this generator's kernels, the last saved first. */
    List<BestConfig> allBest();

    /**
     * What look-ups leave out of the stored results, the last saved first: all layers of those that
     * another generator's kernels won, or of which it is not known whose did, and of the others
     * those whose kernel is condemned. What is left of a result has at least one layer.
     */
    List<BestConfig> unproven();

    /**
     * Stores what a machine can do at the most; it replaces what was stored for as many threads.
     *
     * @throws DatabaseException if it could not be made durable; the earlier limits then stay
     */
    void saveLimits(Machine machine, MachineLimits limits);

    /** What so many threads of a machine can do at the most, if it was ever measured. */
    Optional<MachineLimits> limits(Machine machine, int threads);

    /**
     * Stores what other libraries took; it replaces what was stored of the same machine, workload,
     * threads and state of the caches.
     *
     * @throws DatabaseException if it could not be made durable; the earlier times then stay
     */
    void savePeers(Machine machine, PeerTimes times);

    /**
     * What other libraries took on a machine that this one {@linkplain Machine#covers covers}, the
     * newest; empty if that was never measured.
     */
    Optional<PeerTimes> peers(Machine machine, Workload workload, int threads, CacheState cache);

    /**
     * Stores how a run was asked for and what it spent its time on; it replaces what was stored of
     * the same run.
     *
     * @throws DatabaseException if it could not be made durable; what was stored earlier then stays
     */
    void saveTime(Machine machine, RunTime time);

    /**
     * How a run was asked for and what it spent its time on, one that was stopped until shortly
     * before; empty if neither is known.
     */
    Optional<RunTime> time(UUID run);

    /** All that it holds. */
    History history();

    /**
     * Waits for calls under way and releases the file. Closing twice is the same as closing once.
     */
    @Override
    void close();
}
