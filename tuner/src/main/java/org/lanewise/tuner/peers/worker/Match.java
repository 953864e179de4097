package org.lanewise.tuner.peers.worker;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.lanewise.reference.Reference;
import org.lanewise.reference.SeededData;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.Task;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;
import org.lanewise.workload.Workload;

/**
 * All contenders on one workload, until this JVM ends: proves each, then times those that are
 * right.
 */
final class Match {
    private static final long SEED = 2020;

    private final Reference reference;
    private final List<Entrant> entrants;
    private final List<Contender> right = new ArrayList<>();
    private final ContenderTurns turns;

    private Match(Task task, List<Entrant> entrants, ContenderTurns turns) {
        this.reference = Reference.sampled(task.workload(), task.data());
        this.entrants = entrants;
        this.turns = turns;
    }

    /**
     * Finds the contenders: Lanewise, plain Java and the libraries on the class path.
     *
     * @throws IOException if Lanewise's configuration cannot be read
     */
    static Match open(Question.Open question) throws IOException {
        Workload workload = Workload.parse(question.workload());
        Task task = new Task(workload, SeededData.of(workload, SEED), question.threads());
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(LanewiseContender.entrant(task, Path.of(question.config())));
        entrants.add(PlainJava.entrant(task));
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            entrants.addAll(peer.entrants(task));
        }
        ContenderTurns turns =
                switch (question.cache()) {
                    case HOT -> ContenderTurns.hot();
                    case COLD -> ContenderTurns.cold(question.threads());
                };
        return new Match(task, entrants, turns);
    }

    List<String> names() {
        return entrants.stream().map(Entrant::name).toList();
    }

    /** Prepares one contender and compares its answer with the reference. */
    Answer.Verdict prove(int number) {
        Contender contender;
        float[] output;
        try {
            contender = entrants.get(number).opener().open();
            contender.run();
            output = contender.output();
        } catch (ContenderException unable) {
            return new Answer.Wrong("", String.valueOf(unable.getMessage()));
        }
        String wrong = reference.verdict(MemorySegment.ofArray(output));
        if (!wrong.isEmpty()) {
            return without(contender, "wrong result: " + wrong);
        }
        if (contender.forChecks()) {
            return without(contender, "it has nothing but its reference code for this layer here");
        }
        right.add(contender);
        return new Answer.Right(contender.implementation(), contender.sameLayout());
    }

    private static Answer.Verdict without(Contender contender, String why) {
        String implementation = contender.implementation();
        contender.close();
        return new Answer.Wrong(implementation, why);
    }

    /** Times all contenders that were right; another one begins in each round. */
    List<Double> round(int number) {
        return turns.round(right, number);
    }
}
