package org.lanewise.tuner.peers.adapters;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.Task;
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

    private static Contender open(Task task) {
        try {
            return OnnxRuntimeContender.open(task);
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
