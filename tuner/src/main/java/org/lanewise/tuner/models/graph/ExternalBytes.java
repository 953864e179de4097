package org.lanewise.tuner.models.graph;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Elements in a file beside the model.
 *
 * @param folder the folder of the model itself, not of a link to it
 * @param location the file, relative to the folder; nothing outside of the folder is read
 * @param offset first byte
 * @param length bytes, or -1 for all up to the end of the file
 */
public record ExternalBytes(Path folder, String location, long offset, long length) {
    /** How many bytes there are; looks for the file without reading it. */
    long checkedLength() {
        Path file = file();
        long size;
        try {
            size = Files.size(file);
        } catch (IOException unreadable) {
            throw new UnreadableTensorException("its file " + location + " cannot be read");
        }
        long bytes = length < 0 ? size - offset : length;
        if (offset < 0 || bytes < 0 || bytes > size - offset) {
            throw new UnreadableTensorException(
                    String.format(
                            Locale.ROOT,
                            "its file %s has %d bytes, too few for %d from byte %d on",
                            location,
                            size,
                            Math.max(bytes, 0),
                            offset));
        }
        return bytes;
    }

    ByteBuffer read() throws IOException {
        long bytes = checkedLength();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new UnreadableTensorException("its file " + location + " holds too many bytes");
        }
        ByteBuffer read = ByteBuffer.allocate((int) bytes);
        try (FileChannel channel = FileChannel.open(file())) {
            while (read.hasRemaining()) {
                if (channel.read(read, offset + read.position()) < 0) {
                    throw new EOFException("it ended early");
                }
            }
        }
        return read.flip();
    }

    /** The file itself, links followed. */
    private Path file() {
        Path named;
        try {
            named = Path.of(location);
        } catch (InvalidPathException impossible) {
            throw new UnreadableTensorException("its file's name cannot be one here");
        }
        if (named.isAbsolute() || !folder.resolve(named).normalize().startsWith(folder)) {
            throw outside();
        }
        Path file = folder.resolve(named);
        if (!Files.isRegularFile(file)) {
            throw new UnreadableTensorException("its file " + location + " is missing");
        }
        Path real;
        try {
            real = file.toRealPath();
        } catch (IOException unreadable) {
            throw new UnreadableTensorException("its file " + location + " cannot be read");
        }
        if (!real.startsWith(folder)) {
            throw outside();
        }
        return real;
    }

    private UnreadableTensorException outside() {
        return new UnreadableTensorException(
                "its file " + location + " lies outside the model's folder, where nothing is read");
    }
}
