package org.lanewise.tuner.measure;

import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.worker.Jmh;

/** Times a kernel in a JVM of its own, which is what an application will run it in. */
public final class Fresh {
    private Fresh() {}

    /**
     * Generates, compiles, warms, checks and times a kernel in a fresh JVM.
     *
     * @throws InterruptedException if the caller was asked to stop
     */
    public static Outcome measure(LegalSchedule legal, Request.Plan plan)
            throws InterruptedException {
        try {
            Reply reply = Jmh.inFreshJvm(legal, plan);
            return reply.outcome();
        } catch (MeasureException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while timing in a fresh JVM");
            }
            return new Outcome.WorkerDied(String.valueOf(failed.getMessage()));
        }
    }
}
