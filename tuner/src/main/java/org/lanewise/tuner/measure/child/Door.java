package org.lanewise.tuner.measure.child;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Where a child connects to its parent. It shows a word that only it was told, because any process
 * of the machine may knock.
 */
final class Door implements Closeable {
    /** A stranger who says nothing keeps the child waiting no longer. */
    private static final int PATIENCE_MS = 1_000;

    private static final int LOOK_MS = 100;

    private final ServerSocket socket;
    private final String word = UUID.randomUUID().toString();

    Door() throws IOException {
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(LOOK_MS);
    }

    /** Where it is and what to say there; not for a command line, which everybody can read. */
    String address() {
        return socket.getLocalPort() + " " + word;
    }

    /**
     * Waits for the child.
     *
     * @param awaited whether it may still come, asked again and again
     * @throws IOException if it comes no more
     */
    Link open(BooleanSupplier awaited) throws IOException {
        while (awaited.getAsBoolean()) {
            Optional<Link> link = accept();
            if (link.isPresent() && saysTheWord(link.get())) {
                return link.get();
            }
        }
        throw new IOException("The child ended before it came.");
    }

    private Optional<Link> accept() throws IOException {
        try {
            return Optional.of(new Link(socket.accept()));
        } catch (SocketTimeoutException nobody) {
            return Optional.empty();
        }
    }

    private boolean saysTheWord(Link link) throws IOException {
        try {
            link.patience(PATIENCE_MS);
            if (word.equals(link.receive())) {
                link.patience(0);
                return true;
            }
            link.close();
            return false;
        } catch (SocketTimeoutException silent) {
            link.close();
            return false;
        } catch (IOException gone) {
            // Whoever it was, the child is still to come.
            return false;
        }
    }

    /**
     * The child's side.
     *
     * @throws IOException if the parent is gone
     */
    static Link knock(String address) throws IOException {
        String[] parts = address.split(" ", 2);
        Link link =
                new Link(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0])));
        link.send(parts[1]);
        return link;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
