package org.lanewise.codegen.lower;

import java.util.List;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;

/** The outputs of a task that are copied from scratch memory when all are there. */
final class ScratchOutputs {
    /** Where they begin; the inputs begin where the scratch memory does. */
    static final Var.Address ADDRESS = new Var.Address("t");

    /** Units of outputs from the first of the task: scratch memory holds one task. */
    static final Int UNIT = Counters.C.minus(Counters.C0);

    private ScratchOutputs() {}

    /** Names their address. */
    static Stmt begin(Plan plan) {
        return new Stmt.LetAddress(
                ADDRESS, Buffer.SCRATCH.address(), List.of(), plan.scratch().outputStart());
    }
}
