package org.lanewise.tuner.peers.verify;

import io.avaje.jsonb.Json;
import java.util.List;

/** What the verifying JVM is asked. */
@Json
@Json.SubType(type = ProofRequest.Open.class)
@Json.SubType(type = ProofRequest.Prove.class)
@Json.SubType(type = ProofRequest.Whole.class)
public sealed interface ProofRequest {
    /**
     * Read a model. Comes first.
     *
     * @param model its file
     * @param inputs sizes of its inputs, as the user said them
     * @param config kernel pack or best-configuration file to run with
     */
    record Open(String model, List<String> inputs, String config) implements ProofRequest {}

    /**
     * Run a layer.
     *
     * @param layer its name
     * @param workload text form of what it computes, in the layout to run it in
     */
    record Prove(String layer, String workload) implements ProofRequest {}

    /**
     * Run the whole model with ONNX Runtime, and layers on what they read there.
     *
     * @param layers their names
     * @param workloads for each, as in {@link Prove}
     */
    record Whole(List<String> layers, List<String> workloads) implements ProofRequest {}
}
