package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.util.List;
import org.lanewise.codegen.KernelSource;
import org.lanewise.host.JitSetup;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.FreshKernels;
import org.lanewise.workload.Workload;

/** The process of a few kernels of one workload, under the flags of an application. */
public final class FreshMain {
    private FreshMain() {}

    /**
     * Answers one question.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(FreshKernels.class, FreshKernels.Answer.class, FreshMain::answer);
    }

    private static FreshKernels.Answer answer(FreshKernels fresh) {
        JitSetup.ensure();
        String workload = fresh.kernels().getFirst().candidate().workload();
        try (Tensors tensors = new Tensors(Workload.parse(workload))) {
            List<Subject> subjects =
                    fresh.kernels().stream().map(kernel -> subject(kernel, tensors)).toList();
            return new FreshKernels.Answer(KernelTurns.byJmh(subjects, fresh.plan()));
        }
    }

    private static Subject subject(FreshKernels.Kernel kernel, Tensors tensors) {
        return new Subject(
                KernelSource.of(Bench.legal(kernel.candidate())),
                kernel.classFile(),
                tensors,
                new Stopwatch());
    }
}
