package org.lanewise.tuner.peers.adapters;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Loader;
import org.lanewise.tuner.peers.Contender;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Entrant;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.Task;

/**
 * oneDNN, once on tensors in the workload's layout and once on the layout it likes best, which it
 * gets without paying for the reorder.
 */
public final class OneDnn implements Peer {
    /** For the service loader. */
    public OneDnn() {}

    @Override
    public List<Entrant> entrants(Task task) {
        TensorFormat format = TensorFormat.of(task.workload().layout());
        return List.of(
                new Entrant("oneDNN " + format.text(), () -> open(task, format.tag())),
                new Entrant("oneDNN any", () -> open(task, memory.format_tag.any)));
    }

    private static Contender open(Task task, memory.format_tag tag) {
        load();
        try {
            return OneDnnContender.open(task, tag);
        } catch (RuntimeException refused) {
            // JavaCPP throws no other kind for what oneDNN throws.
            throw new ContenderException("oneDNN: " + refused.getMessage(), refused);
        }
    }

    private static void load() {
        try {
            Loader.load(dnnl.class);
        } catch (UnsatisfiedLinkError missing) {
            throw new PeerMissingException(
                    String.valueOf(missing.getMessage()).contains("libOpenCL")
                            ? "oneDNN needs the OpenCL loader, libOpenCL.so.1; install it, on Debian"
                                    + " and Ubuntu with: apt-get install ocl-icd-libopencl1."
                            : "oneDNN cannot be loaded on this machine: "
                                    + missing.getMessage()
                                    + "; its jar serves Linux on x86-64.",
                    missing);
        }
    }
}
