package org.lanewise.tuner.peers.adapters;

import java.util.List;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.Task;
import org.lanewise.workload.Layout;

/**
 * XNNPACK, which TensorFlow Lite computes with, on NHWC and on one thread: TensorFlow Lite's
 * library shows its operators, but nothing that makes a pool of threads for them.
 */
public final class XnnPack implements Peer {
    /** For the service loader. */
    public XnnPack() {}

    @Override
    public List<Entrant> entrants(Task task) {
        return task.workload().layout() == Layout.NHWC && task.threads() == 1
                ? List.of(new Entrant("XNNPACK", () -> open(task)))
                : List.of();
    }

    private static Contender open(Task task) {
        try {
            return XnnPackContender.open(XnnPackLibrary.load(), task);
        } catch (LinkageError missing) {
            throw new PeerMissingException(
                    "XNNPACK cannot be loaded on this machine: "
                            + missing.getMessage()
                            + "; the jar of TensorFlow Lite that holds it serves Linux on x86-64.",
                    missing);
        }
    }
}
