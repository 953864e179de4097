package org.lanewise.tuner.peers.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.measure.TimeLimit;
import org.lanewise.tuner.measure.child.ChildJvm;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.WorkerJvm;
import org.lanewise.tuner.suites.Layer;

/** Runs a model's layers, one after the other, in a JVM with an application's flags. */
public final class Verification implements AutoCloseable {
    /** A start, a kernel to compile, and samples of two implementations. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Complete runs for an answer, the reference among them, which is slower than any. */
    private static final int RUNS = 200;

    private final ProofRequest.Open open;
    private final List<String> jars;
    private @Nullable ChildJvm<ProofRequest, ProofReply> jvm;

    /**
     * A verification that has not begun.
     *
     * @param model the model's file
     * @param inputs sizes of its inputs, as the user said them
     * @param config kernel pack or best-configuration file to run with
     * @param jars what ONNX Runtime needs, empty to run without it
     */
    public Verification(Path model, List<String> inputs, Path config, List<String> jars) {
        this.open =
                new ProofRequest.Open(
                        model.toAbsolutePath().toString(),
                        inputs,
                        config.toAbsolutePath().toString());
        this.jars = jars;
    }

    /**
     * Runs layers. One that ends the JVM costs no other.
     *
     * @param proved told each result as it comes
     * @throws MeasureException if no JVM can run any
     * @throws InterruptedException if the caller was asked to stop
     */
    public void run(List<Layer> layers, Consumer<LayerProof> proved) throws InterruptedException {
        for (Layer layer : layers) {
            proved.accept(prove(layer));
        }
    }

    /**
     * Runs the whole model with ONNX Runtime, and layers on what they read there.
     *
     * @throws MeasureException if no JVM can run any
     * @throws InterruptedException if the caller was asked to stop
     */
    public WholeProof whole(List<Layer> layers) throws InterruptedException {
        ProofRequest request =
                new ProofRequest.Whole(
                        layers.stream().map(Layer::name).toList(),
                        layers.stream().map(layer -> layer.workload().toString()).toList());
        return switch (started().ask(request, wholeLimit(layers))) {
            case ChildJvm.Answer.Replied<ProofReply>(ProofReply.Compared(WholeProof proof)) ->
                    proof;
            case ChildJvm.Answer.Replied<ProofReply> other ->
                    throw new IllegalStateException("an answer to another question");
            case ChildJvm.Answer.Refused<ProofReply>(String sentence) ->
                    throw new MeasureException(sentence);
            case ChildJvm.Answer.Silent<ProofReply>(Duration waited) ->
                    WholeProof.broken("no answer within " + waited.toSeconds() + " seconds");
            case ChildJvm.Answer.Died<ProofReply>(String lastWords) ->
                    WholeProof.broken("its JVM ended with " + lastWords);
        };
    }

    /** The rest of a network takes no longer than so many runs of its depthwise layers. */
    private static Duration wholeLimit(List<Layer> layers) {
        return layers.stream()
                .map(layer -> TimeLimit.runs(Duration.ZERO, layer.workload(), RUNS))
                .reduce(LIMIT.plus(LIMIT), Duration::plus);
    }

    private LayerProof prove(Layer layer) throws InterruptedException {
        ProofRequest question = new ProofRequest.Prove(layer.name(), layer.workload().toString());
        Duration limit = TimeLimit.runs(LIMIT, layer.workload(), RUNS);
        return switch (started().ask(question, limit)) {
            case ChildJvm.Answer.Replied<ProofReply>(ProofReply.Proved(LayerProof proof)) -> proof;
            case ChildJvm.Answer.Replied<ProofReply> other ->
                    throw new IllegalStateException("an answer to another question");
            case ChildJvm.Answer.Refused<ProofReply>(String sentence) ->
                    throw new MeasureException(sentence);
            case ChildJvm.Answer.Silent<ProofReply>(Duration waited) ->
                    lost(layer, "no answer within " + waited.toSeconds() + " seconds");
            case ChildJvm.Answer.Died<ProofReply>(String lastWords) ->
                    lost(layer, "its JVM ended with " + lastWords);
        };
    }

    /** The next layer gets a JVM that knows nothing of this one. */
    private LayerProof lost(Layer layer, String why) {
        close();
        return LayerProof.failed(layer.name(), why);
    }

    private ChildJvm<ProofRequest, ProofReply> started() throws InterruptedException {
        if (jvm == null) {
            ChildJvm<ProofRequest, ProofReply> fresh =
                    ChildJvm.start(
                            WorkerJvm.applicationCommand(VerifyMain.class.getName()),
                            // Not as a flag, see MeasuringJvm: ONNX Runtime chokes on long command
                            // lines.
                            Map.of("CLASSPATH", WorkerJvm.classPath(jars)),
                            ProofRequest.class,
                            ProofReply.class);
            jvm = fresh;
            switch (fresh.ask(open, LIMIT)) {
                case ChildJvm.Answer.Replied<ProofReply> opened -> {}
                case ChildJvm.Answer.Refused<ProofReply>(String sentence) ->
                        throw new MeasureException(sentence);
                case ChildJvm.Answer.Silent<ProofReply>(Duration waited) ->
                        throw new MeasureException(
                                "The JVM that runs the layers did not answer within "
                                        + waited.toSeconds()
                                        + " seconds.");
                case ChildJvm.Answer.Died<ProofReply>(String lastWords) ->
                        throw new MeasureException(
                                "The JVM that runs the layers ended with " + lastWords + ".");
            }
        }
        return jvm;
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }
}
