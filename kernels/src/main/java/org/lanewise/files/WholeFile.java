package org.lanewise.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file all at once: whoever opens it meanwhile, and whoever finds it after a failure, sees
 * what it held before or all that it holds now. Folders above it are made where they are missing; a
 * link is followed. Thread-safe, also against other processes: the last one wins.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes text in UTF-8.
     *
     * @throws IOException as {@link #write(Path, byte[])} does
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes.
     *
     * @throws IOException if the file cannot be written, which leaves it as it was; the message is
     *     one sentence
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file.");
        }
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                replace(file.toAbsolutePath(), content);
            } else if (Files.isRegularFile(file)) {
                replace(file.toRealPath(), content);
            } else {
                // A pipe or a device: a file must not take its place.
                Files.write(file, content, StandardOpenOption.WRITE);
            }
        } catch (IOException refused) {
            throw new IOException(
                    file + " cannot be written: " + reason(refused) + "; choose another place.",
                    refused);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        // Not a temporary file of the JDK's: only its owner could read it ever after.
        Path part = file.resolveSibling(".lanewise-" + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Some exceptions of the JDK say nothing but a name. */
    private static String reason(IOException refused) {
        return switch (refused) {
            case AccessDeniedException denied -> "permission is denied";
            case FileAlreadyExistsException between -> between.getFile() + " is no folder";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            case FileSystemException named -> named.getFile() + " cannot be made";
            default -> String.valueOf(refused.getMessage());
        };
    }
}
