package org.lanewise.tuner.measure.child;

import java.time.Duration;
import java.util.Map;
import org.lanewise.tuner.measure.protocol.Candidate;

/** Starts a child, prints its process id, and waits for an answer that never comes. */
final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
        try (ChildJvm<Candidate, Candidate> child = Echo.start(Map.of())) {
            child.ask(new Candidate("hello", ""), Duration.ofSeconds(20));
            System.out.println(child.pid());
            System.out.println(child.ask(new Candidate("hang", ""), Duration.ofMinutes(5)));
        }
    }
}
