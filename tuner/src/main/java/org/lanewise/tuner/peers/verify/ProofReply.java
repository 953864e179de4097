package org.lanewise.tuner.peers.verify;

import io.avaje.jsonb.Json;

/** What the verifying JVM answers to a {@link ProofRequest}. */
@Json
@Json.SubType(type = ProofReply.Opened.class)
@Json.SubType(type = ProofReply.Proved.class)
@Json.SubType(type = ProofReply.Compared.class)
public sealed interface ProofReply {
    /** To {@link ProofRequest.Open}. */
    record Opened() implements ProofReply {}

    /** To {@link ProofRequest.Prove}. */
    record Proved(LayerProof proof) implements ProofReply {}

    /** To {@link ProofRequest.Whole}. */
    record Compared(WholeProof whole) implements ProofReply {}
}
