package org.lanewise.tuner.peers.adapters;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Optional;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.Task;
import org.lanewise.tuner.peers.WholeModel;
import org.lanewise.workload.Layout;

/** ONNX Runtime, whose convolutions are defined on NCHW tensors and take no others. */
public final class OnnxRuntime implements Peer {
    /** For the service loader. */
    public OnnxRuntime() {}

    @Override
    public List<Entrant> entrants(Task task) {
        return task.workload().layout() == Layout.NCHW
                ? List.of(new Entrant("ONNX Runtime", () -> open(task)))
                : List.of();
    }

    @Override
    public Optional<WholeModel> wholeModel() {
        return Optional.of((model, inputs, outputs) ->
                guarded(() -> OnnxRuntimeModel.run(model, inputs, outputs)));
    }

    private static Contender open(Task task) {
        return guarded(() -> OnnxRuntimeContender.open(task));
    }

    private interface Work<T> {
        T done() throws OrtException;
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.done();
        } catch (OrtException refused) {
            throw new ContenderException("ONNX Runtime: " + refused.getMessage(), refused);
        } catch (LinkageError missing) {
            throw new PeerMissingException(
                    "ONNX Runtime cannot be loaded on this machine: "
                            + missing.getMessage()
                            + "; its jar serves 64-bit Linux, macOS and Windows.",
                    missing);
        }
    }
}
