package org.lanewise.tuner.measure;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.lanewise.tuner.measure.child.ParentLink;
import org.lanewise.tuner.measure.protocol.Reply;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.measure.protocol.Spent;

/** A worker that reads a request and then does what its argument says instead of answering. */
final class BadWorker {
    private BadWorker() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ParentLink.serve(Request.class, Reply.class, request -> misbehave(args[0]));
    }

    private static Reply misbehave(String how) {
        switch (how) {
            case "hang" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException woken) {
                    throw new IllegalStateException(woken);
                }
            }
            case "die" -> {
                System.err.println("goodbye");
                System.exit(42);
            }
            default -> throw new IllegalArgumentException(how);
        }
        return new Reply.Prepared(Spent.nothing());
    }
}
