package org.lanewise.tuner.peers.verify;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanewise.host.Capabilities;
import org.lanewise.host.Lack;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.workload.Workload;

/** The JVM that runs a model's layers. */
public final class VerifyMain {
    private @Nullable Prover prover;

    private VerifyMain() {}

    /**
     * Answers questions.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(ProofRequest.class, ProofReply.class, new VerifyMain()::answer);
    }

    private ProofReply answer(ProofRequest question) {
        if (!Capabilities.vectorApi()) {
            throw new MeasureException(Lack.VECTOR_API.sentence());
        }
        return switch (question) {
            case ProofRequest.Open open -> opened(open);
            case ProofRequest.Prove(String layer, String workload) ->
                    new ProofReply.Proved(
                            Objects.requireNonNull(prover, "Open comes first")
                                    .prove(layer, Workload.parse(workload)));
            case ProofRequest.Whole whole ->
                    new ProofReply.Compared(
                            Objects.requireNonNull(prover, "Open comes first")
                                    .whole(workloads(whole)));
        };
    }

    private static Map<String, Workload> workloads(ProofRequest.Whole whole) {
        Map<String, Workload> workloads = new HashMap<>();
        for (int i = 0; i < whole.layers().size(); i++) {
            workloads.put(whole.layers().get(i), Workload.parse(whole.workloads().get(i)));
        }
        return workloads;
    }

    private ProofReply opened(ProofRequest.Open open) {
        try {
            prover = new Prover(open);
            return new ProofReply.Opened();
        } catch (IOException | ModelException gone) {
            throw new MeasureException(String.valueOf(gone.getMessage()), gone);
        }
    }
}
