package org.lanewise.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;

/**
 * What tuning left for applications: a kernel pack, or a best-configuration file. Immutable.
 *
 * @param configs the result of each machine, at least one
 * @param pack compiled kernels, if there are any
 */
public record TunedFile(List<BestConfig> configs, Optional<KernelPack> pack) {
    /** Keeps an unmodifiable copy. */
    public TunedFile {
        configs = List.copyOf(configs);
    }

    /**
     * Reads either.
     *
     * @throws IOException if the file cannot be read, is neither, is damaged, or has a newer
     *     format; the message is one sentence
     */
    public static TunedFile read(Path file) throws IOException {
        try {
            if (!PackFile.looksLikePack(file)) {
                return of(BestConfigFile.read(file));
            }
            KernelPack pack = PackFile.read(file);
            return new TunedFile(pack.configs(), Optional.of(pack));
        } catch (NoSuchFileException missing) {
            // Its message is the path alone.
            throw new IOException("There is no file " + file + ".", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException("The file " + file + " may not be read.", denied);
        }
    }

    /**
     * Reads either, to the stream's end, by way of a temporary file: the directory of an archive
     * comes last.
     *
     * @throws IOException as {@link #read(Path)} does, or if there is no room for the file
     */
    public static TunedFile read(InputStream in) throws IOException {
        byte[] content = in.readAllBytes();
        Path copy = Files.createTempFile("lanewise-", ".tmp");
        try {
            Files.write(copy, content);
            return read(copy);
        } catch (IOException unreadable) {
            // Nobody knows the file.
            String words = String.valueOf(unreadable.getMessage());
            throw new IOException(words.replace(copy.toString(), "The stream"), unreadable);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** A result that is at hand. */
    public static TunedFile of(BestConfig config) {
        return new TunedFile(List.of(config), Optional.empty());
    }
}
