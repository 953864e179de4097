package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Strides;
import org.lanewise.workload.Size;

/**
 * Emits the methods that copy a task's inputs into scratch memory and its outputs back. The
 * channels of a pixel go first, because those of the next lie in the same sets of the first cache.
 */
final class Staged {
    /** Pixels that one iteration copies a vector of: a loop over channels alone is a short one. */
    private static final int AT_ONCE = 4;

    private final Plan plan;

    private Staged(Plan plan) {
        this.plan = plan;
    }

    /**
     * One side of a copy.
     *
     * @param base address of the first pixel
     * @param vector how far from it a vector of channels lies
     */
    private record Side(Buffer buffer, Var.Address base, Term vector, Strides strides) {
        Stmt group(Var.Address name, Optional<Var.Index> group, int pixels, int first) {
            return new Stmt.LetAddress(
                    name,
                    base,
                    group.stream().map(index -> new Term(index, pixels * strides.pixel())).toList(),
                    first * strides.pixel());
        }

        Ref at(Var.Address address, int pixel) {
            return new Ref(buffer, address, pixel * strides.pixel());
        }
    }

    /** What runs before the regions of a task. */
    static Method inputs(Plan plan) {
        InputVector inputs = InputVector.of(plan);
        Axis vectors = new Axis(new Var.Index("v"), inputs.first(), inputs.end());
        Side tensor =
                new Side(
                        Buffer.INPUT,
                        Buffer.INPUT.address(),
                        inputs.inPixel(vectors.index(), plan.inputTensor()),
                        plan.inputTensor());
        Side scratch =
                new Side(
                        Buffer.SCRATCH,
                        Buffer.SCRATCH.address(),
                        new Term(vectors.index().minus(inputs.first()), plan.input().unit()),
                        plan.input());
        return Lowering.method(
                plan,
                "stageInputs",
                "input of channel units c0..c1, copied into scratch memory",
                new Staged(plan).copy(vectors, plan.workload().input(), tensor, scratch));
    }

    /** What runs behind the regions of a task. */
    static Method outputs(Plan plan) {
        Axis units = new Axis(Counters.C, Counters.C0, Counters.C1);
        Side scratch =
                new Side(
                        Buffer.SCRATCH,
                        ScratchOutputs.ADDRESS,
                        new Term(ScratchOutputs.UNIT, plan.output().unit()),
                        plan.output());
        Side tensor =
                new Side(
                        Buffer.OUTPUT,
                        Buffer.OUTPUT.address(),
                        ChannelTerm.of(
                                plan.outputVectors(), Counters.C, plan.outputTensor().unit()),
                        plan.outputTensor());
        List<Stmt> body = new ArrayList<>(List.of(ScratchOutputs.begin(plan)));
        body.addAll(new Staged(plan).copy(units, plan.workload().output(), scratch, tensor));
        return Lowering.method(
                plan,
                "unstageOutputs",
                "output of channel units c0..c1, copied back from scratch memory",
                body);
    }

    /** The last group of pixels overlaps the one before, and copies some of them once more. */
    private List<Stmt> copy(Axis vectors, Size size, Side from, Side to) {
        int pixels = Math.toIntExact(size.pixels());
        int atOnce = Math.min(AT_ONCE, pixels);
        Axis groups = new Axis("p", pixels / atOnce);
        List<Stmt> body = new ArrayList<>();
        body.add(
                Stmt.Loop.warm(
                        groups,
                        "staging staged, pixels",
                        group(vectors, from, to, Optional.of(groups.index()), 0, atOnce)));
        if (pixels % atOnce > 0) {
            body.addAll(group(vectors, from, to, Optional.empty(), pixels - atOnce, atOnce));
        }
        return body;
    }

    private List<Stmt> group(
            Axis vectors,
            Side from,
            Side to,
            Optional<Var.Index> number,
            int firstPixel,
            int pixels) {
        Var.Address ap = new Var.Address("ap");
        Var.Address zp = new Var.Address("zp");
        Var.Address a = new Var.Address("a");
        Var.Address z = new Var.Address("z");
        List<Stmt> each = new ArrayList<>();
        each.add(new Stmt.LetAddress(a, ap, List.of(from.vector()), 0));
        each.add(new Stmt.LetAddress(z, zp, List.of(to.vector()), 0));
        List<Var.Vector> copied = new ArrayList<>();
        for (int i = 0; i < pixels; i++) {
            copied.add(new Var.Vector("p" + i));
            each.add(new Stmt.Let(copied.get(i), new Value.Load(from.at(a, i), Optional.empty())));
        }
        for (int i = 0; i < pixels; i++) {
            each.add(new Stmt.Store(copied.get(i), to.at(z, i), Optional.empty()));
        }
        return List.of(
                from.group(ap, number, pixels, firstPixel),
                to.group(zp, number, pixels, firstPixel),
                Stmt.Loop.whole(vectors, "channelBlock " + plan.schedule().channelBlock(), each));
    }
}
