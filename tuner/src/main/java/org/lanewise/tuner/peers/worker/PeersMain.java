package org.lanewise.tuner.peers.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.host.Capabilities;
import org.lanewise.host.Lack;
import org.lanewise.host.MachineProbe;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.worker.Limits;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.protocol.Answer;
import org.lanewise.tuner.peers.protocol.Question;

/** The measuring process of one layer. */
public final class PeersMain {
    private @Nullable Match match;

    private PeersMain() {}

    /**
     * Answers questions.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(Question.class, Answer.class, new PeersMain()::answer);
    }

    private Answer answer(Question question) {
        if (!Capabilities.vectorApi()) {
            throw new MeasureException(Lack.VECTOR_API.sentence());
        }
        try {
            return switch (question) {
                case Question.WhichMachine() -> new Answer.ThisMachine(MachineProbe.detect());
                case Question.Limits(int threads) -> new Answer.Limits(Limits.measure(threads));
                case Question.Open open -> new Answer.Contenders(opened(open).names());
                case Question.Prove(int contender) -> match().prove(contender);
                case Question.Round(int round) -> new Answer.Times(match().round(round));
            };
        } catch (PeerMissingException | KernelCompileException unable) {
            throw new MeasureException(String.valueOf(unable.getMessage()), unable);
        }
    }

    private Match opened(Question.Open open) {
        try {
            Match opened = Match.open(open);
            match = opened;
            return opened;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Match match() {
        return Objects.requireNonNull(match, "Open comes first");
    }
}
