package org.lanewise.tuner.tables.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.lanewise.tuner.tables.Table;

/** Reads the files of this package's formats, compressed or not. */
public final class ExchangeFile {
    private static final String T1_NAME = "T1.json";

    private ExchangeFile() {}

    /** Whether a file of this name is read here. */
    public static boolean named(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") || name.endsWith(".json.gz");
    }

    /**
     * Reads a T4 file or a cache of Kernel Tuner. A T1 file beside it that has the same parameters
     * gives their order.
     *
     * @throws IOException if it cannot be read or is none; the message is one sentence
     */
    public static Table read(Path file) throws IOException {
        String text = text(file);
        try {
            Map<String, Object> content = content(text);
            if (T4.is(content)) {
                return MeasuredTable.of(nameOf(file), T4.rows(content), order(file));
            }
            if (KernelTunerCache.is(content)) {
                return MeasuredTable.of(nameOf(file), KernelTunerCache.rows(content), order(file));
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException(
                    file + " is no table of measurements: " + malformed.getMessage(), malformed);
        }
        throw new IOException(
                file
                        + " is no table of measurements: it holds neither the results of a T4 file nor"
                        + " the cache of Kernel Tuner.");
    }

    private static Map<String, Object> content(String text) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException malformed) {
            if (!text.contains("\"cache\"")) {
                throw malformed;
            }
            return Json.parse(KernelTunerCache.closed(text));
        }
    }

    private static Map<String, List<String>> order(Path file) throws IOException {
        Path t1 = file.resolveSibling(T1_NAME);
        if (!Files.isRegularFile(t1)) {
            return Map.of();
        }
        try {
            return T1.parameters(Json.parse(text(t1)));
        } catch (IllegalArgumentException malformed) {
            throw new IOException(t1 + " is no T1 file: " + malformed.getMessage(), malformed);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file in it.");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("There is no file " + file + ".", missing);
        }
        return new String(isGzip(bytes) ? unzipped(file, bytes) : bytes, StandardCharsets.UTF_8);
    }

    private static boolean isGzip(byte... bytes) {
        return bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static byte[] unzipped(Path file, byte... bytes) throws IOException {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return unzipped.readAllBytes();
        } catch (IOException cut) {
            throw new IOException(
                    file + " is damaged: it cannot be decompressed to its end; copy it anew.", cut);
        }
    }

    /** With the folder's name, since files of many kernels are named by the device alone. */
    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json(\\.gz)?$", "");
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || folder.getFileName() == null
                ? name
                : folder.getFileName() + "/" + name;
    }
}
