package org.lanewise.tuner.measure.child;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection between two processes of this machine: lines of text, in both directions. */
final class Link implements Closeable {
    private final Socket socket;
    private final BufferedReader in;
    private final BufferedWriter out;

    Link(Socket socket) throws IOException {
        this.socket = socket;
        // A line is a whole message: it waits for no second one.
        socket.setTcpNoDelay(true);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out =
                new BufferedWriter(
                        new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    void send(String line) throws IOException {
        out.write(line);
        out.write('\n');
        out.flush();
    }

    /** The next line; null when the other side is gone. */
    @Nullable String receive() throws IOException {
        return in.readLine();
    }

    /** How long to wait for a line; 0 for as long as it takes. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
