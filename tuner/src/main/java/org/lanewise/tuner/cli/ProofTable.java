package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.lanewise.tuner.peers.verify.LayerProof;
import org.lanewise.tuner.peers.verify.LayerProof.Outcome;
import org.lanewise.tuner.peers.verify.WholeProof;

/** What a verification found, for people. */
final class ProofTable {
    private ProofTable() {}

    /** Whether all results are as near to the right ones as rounding allows. */
    static boolean right(List<LayerProof> proofs) {
        return proofs.stream().allMatch(proof -> proof.own().right());
    }

    /**
     * The table and what it comes to.
     *
     * @param layout on which the kernels ran
     */
    static List<String> lines(List<LayerProof> proofs, String layout) {
        TextTable table =
                new TextTable("layer", "kernel", "error", "us", "ORT error", "ORT us", "result");
        for (LayerProof proof : proofs) {
            Optional<Outcome> peer = proof.peers().stream().findFirst();
            table.row(
                    proof.layer(),
                    proof.kernel(),
                    error(proof.own()),
                    micros(proof.own()),
                    peer.map(ProofTable::error).orElse(""),
                    peer.map(ProofTable::micros).orElse(""),
                    result(proof));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(summary(proofs));
        times(proofs, layout).ifPresent(lines::add);
        return lines;
    }

    /** What came of the whole model, in sentences. */
    static List<String> words(WholeProof proof) {
        if (!proof.refused().isEmpty()) {
            return List.of("The whole model was not run: " + proof.refused());
        }
        List<String> lines = new ArrayList<>(proof.wrong());
        lines.add(
                String.format(
                        Locale.ROOT,
                        "In the whole model, run by ONNX Runtime, %d of %d layers make the same outputs, to %.1e of the largest of each%s.",
                        proof.compared(),
                        proof.compared() + proof.wrong().size(),
                        proof.largest(),
                        proof.apart() == 0
                                ? ""
                                : "; " + proof.apart() + " more are inside of other nodes"));
        return lines;
    }

    private static String error(Outcome outcome) {
        return outcome.error() < 0 ? "" : String.format(Locale.ROOT, "%.1e", outcome.error());
    }

    private static String micros(Outcome outcome) {
        return outcome.nanos() < 0 ? "" : String.format(Locale.ROOT, "%.2f", outcome.nanos() / 1e3);
    }

    private static String result(LayerProof proof) {
        String own = proof.own().right() ? "right" : "WRONG: " + proof.own().wrong();
        return proof.peers().stream()
                .filter(peer -> !peer.right())
                .map(peer -> own + "; " + peer.who() + ": " + peer.wrong())
                .findFirst()
                .orElse(own);
    }

    private static String summary(List<LayerProof> proofs) {
        long right = proofs.stream().filter(proof -> proof.own().right()).count();
        double largest = proofs.stream().mapToDouble(proof -> proof.own().error()).max().orElse(-1);
        return String.format(
                Locale.ROOT,
                "%d of %d layers are right%s.",
                right,
                proofs.size(),
                largest < 0
                        ? ""
                        : String.format(Locale.ROOT, "; the largest error is %.1e", largest));
    }

    /** Of all layers together, where all ran. */
    private static Optional<String> times(List<LayerProof> proofs, String layout) {
        Optional<Double> own = total(proofs, proof -> proof.own().nanos());
        Optional<Double> other =
                total(
                        proofs,
                        proof -> proof.peers().isEmpty() ? -1 : proof.peers().getFirst().nanos());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                other.isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "All layers together: %.1f us on %s.",
                                own.get() / 1e3,
                                layout)
                        : String.format(
                                Locale.ROOT,
                                "All layers together: %.1f us on %s; ONNX Runtime on nchw: %.1f us (%.2fx).",
                                own.get() / 1e3,
                                layout,
                                other.get() / 1e3,
                                other.get() / own.get()));
    }

    private static Optional<Double> total(
            List<LayerProof> proofs, ToDoubleFunction<LayerProof> nanos) {
        return proofs.stream().allMatch(proof -> nanos.applyAsDouble(proof) >= 0)
                ? Optional.of(proofs.stream().mapToDouble(nanos).sum())
                : Optional.empty();
    }
}
