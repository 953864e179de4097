package org.lanewise.tuner.session;

import java.util.List;
import org.lanewise.config.Estimate;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;

/** Made-up times of a schedule in fresh JVMs. */
final class ForkTimes {
    private ForkTimes() {}

    /** One JVM a round, in order of the rounds. */
    static Forks of(Schedule schedule, double readyMs, double... mediansNs) {
        Forks forks = new Forks(schedule);
        for (int round = 0; round < mediansNs.length; round++) {
            double ns = mediansNs[round];
            forks.add(
                    round,
                    new Outcome.Measured(
                            new Estimate(ns, ns * 0.99, ns * 1.01), List.of(ns), readyMs));
        }
        return forks;
    }
}
