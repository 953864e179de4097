package org.lanewise.tuner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command prints, and why not all of it could be written: writers tell no reason. */
final class StandardOutput extends FilterOutputStream {
    /** What shells say of a command that nobody reads any more, as of one ended by that signal. */
    static final int NOBODY_READS = 141;

    /** In the language of most systems; in another the reason is told as of any other failure. */
    private static final String NO_READER = "broken pipe";

    private @Nullable IOException failure;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException failed) {
            if (failure == null) {
                failure = failed;
            }
            throw failed;
        }
    }

    /** Whether who reads it has seen enough, as {@code head} has after some lines. */
    boolean leftByItsReader() {
        return failure != null
                && String.valueOf(failure.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(NO_READER);
    }

    /** What to say if not all of it could be written. */
    Optional<String> problem() {
        return Optional.ofNullable(failure)
                .map(failed ->
                        "Not all of the output could be written: " + failed.getMessage() + ".");
    }
}
