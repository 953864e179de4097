package org.lanewise.db.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Asked;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.Outcome;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Facts of every kind, made up at random, of machines that no other history has. Stamps, places and
 * kernels are of few kinds, so that facts meet; kernels are shared with some other histories, since
 * what crashed anywhere counts everywhere.
 */
final class RandomHistory {
    /** Most have a handful of facts, some none, and a few many. */
    private static final int USUAL = 10;

    private static final int MANY = 80;
    private static final int OF_WHICH_ONE_HAS_MANY = 50;

    private static final int STAMPS = 8;
    private static final int WORKLOADS = 100;
    private static final List<Schedule> SCHEDULES = List.of(Fixtures.FAST, Fixtures.DEFAULT);

    private final Random random;
    private final int number;

    RandomHistory(Random random, int number) {
        this.random = random;
        this.number = number;
    }

    /**
     * Its machines: one as it is recorded today, the same as it was recorded before there were
     * steppings, and the same with another flag.
     */
    static List<Machine> machines(int number) {
        String cpu = "CPU " + number;
        int cores = 1 + number % 4;
        return List.of(
                new Machine(cpu, "2", "KVM", "avx512", 512, cores, "Linux", "V 25", List.of("-a")),
                new Machine(cpu, "avx512", 512, cores, "Linux", "V 25", List.of("-a")),
                new Machine(cpu, "2", "KVM", "avx512", 512, cores, "Linux", "V 25", List.of()));
    }

    /** What its trials compute. */
    static Workload workload(int number) {
        return Workload.parse(16 * (1 + number % WORKLOADS) + "x12x12_k3_s1_p1_nchw16c");
    }

    /** A trial never changes: of those that share an identity only the first is real. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        Set<UUID> known = new HashSet<>();
        int size = random.nextInt(random.nextInt(OF_WHICH_ONE_HAS_MANY) == 0 ? MANY : USUAL);
        for (int i = 0; i < size; i++) {
            Fact fact = fact();
            if (!(fact instanceof Fact.OfTrial trial) || known.add(trial.id())) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private Fact fact() {
        long stamp = 1L + random.nextInt(STAMPS);
        Machine machine = machine();
        return switch (random.nextInt(8)) {
            case 0 -> new Fact.OfResult(stamp, of(List.of(generator(), generator(), 0)), best());
            case 1 -> new Fact.OfLimits(stamp, machine, limits());
            case 2 -> new Fact.OfPeers(stamp, machine, peers());
            case 3 -> time(stamp);
            default ->
                    new Fact.OfTrial(
                            new UUID(number, random.nextInt(MANY)),
                            stamp,
                            machine,
                            generator(),
                            random.nextBoolean()
                                    ? Optional.of(new UUID(number, random.nextInt(2)))
                                    : Optional.empty(),
                            trial());
        };
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Few histories have more than one. */
    private Machine machine() {
        return number % 10 == 0 ? of(machines(number)) : machines(number).getFirst();
    }

    private int generator() {
        return random.nextInt(4) == 0 ? 1 : KernelSource.GENERATOR;
    }

    private CacheState cache() {
        return of(List.of(CacheState.values()));
    }

    private double some() {
        return (1 + random.nextInt(1_000)) * Fixtures.THIRD;
    }

    private Estimate estimate() {
        double ns = some();
        return new Estimate(ns, ns * 0.9, ns * 1.1);
    }

    private List<Double> times() {
        return random.doubles(1L + random.nextInt(7), 1, 1e6).boxed().toList();
    }

    private Trial trial() {
        return new Trial(
                workload(number),
                of(SCHEDULES),
                of(List.of(Stage.values())),
                cache(),
                of(List.of("model", "random")),
                random.nextInt(3),
                outcome(),
                Fixtures.NOON.plusNanos(random.nextInt()),
                random.nextBoolean()
                        ? OptionalDouble.of(random.nextDouble())
                        : OptionalDouble.empty());
    }

    /** What condemns a kernel is rare, or no kernel would be left. */
    private Outcome outcome() {
        return switch (random.nextInt(40)) {
            case 0 -> new Outcome.WrongResult("element " + random.nextInt(9));
            case 1 -> new Outcome.WorkerDied("ended with exit code 134");
            case 2 -> new Outcome.WorkerDied("was killed: \"exit code 137\"");
            case 3 -> new Outcome.CompileFailed("';' expected\n  line " + random.nextInt(9));
            case 4 -> new Outcome.NotIntrinsified(random.nextInt(9), "");
            case 5 -> new Outcome.TimedOut(random.nextInt(9) + 1);
            default -> new Outcome.Measured(estimate(), times(), random.nextInt(500));
        };
    }

    private BestConfig best() {
        List<TunedLayer> layers =
                IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(this::layer).toList();
        return new BestConfig(machine(), of(List.of("net", "other")), cache(), some(), layers);
    }

    private TunedLayer layer(int index) {
        return new TunedLayer(
                "layer" + index,
                workload(number + index),
                of(SCHEDULES),
                estimate(),
                Fixtures.DEFAULT,
                estimate(),
                evidence());
    }

    private Evidence evidence() {
        return switch (random.nextInt(3)) {
            case 0 -> Evidence.NONE;
            case 1 -> Evidence.UNCONFIRMED;
            default ->
                    new Evidence(
                            ties(random.nextBoolean()),
                            List.of(new Mode(some(), 4), new Mode(some(), 2)),
                            List.of(),
                            OptionalDouble.of(some()),
                            OptionalInt.of(1 + random.nextInt(9)));
        };
    }

    private List<Tie> ties(boolean timed) {
        return SCHEDULES.stream()
                .limit(random.nextInt(3))
                .map(tied ->
                        timed ? new Tie(tied, estimate(), random.nextInt(9)) : Tie.untimed(tied))
                .toList();
    }

    private MachineLimits limits() {
        List<MemoryLevel> levels =
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(level -> new MemoryLevel("L" + level, 1L << (32 + level), some()))
                        .toList();
        return new MachineLimits(1 + random.nextInt(2), some(), levels);
    }

    private PeerTimes peers() {
        List<PeerTimes.Contender> contenders =
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(peer ->
                                new PeerTimes.Contender(
                                        "peer " + peer, "jit:\"x\"", random.nextBoolean(), times()))
                        .toList();
        return new PeerTimes(workload(number), 1 + random.nextInt(2), cache(), contenders);
    }

    private Fact time(long stamp) {
        int run = random.nextInt(2);
        List<RunTime.Part> parts =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(part -> new RunTime.Part("part " + part, part * some()))
                        .toList();
        return new Fact.OfRun(
                stamp,
                machines(number).getFirst(),
                new RunTime(new UUID(number, run), asked(), parts));
    }

    private Optional<Asked> asked() {
        return random.nextBoolean()
                ? Optional.of(
                        new Asked(
                                List.of("tune", "a 'suite' " + random.nextInt(3)),
                                random.nextBoolean() ? "10m,64" : ""))
                : Optional.empty();
    }
}
