package org.lanewise.pack;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.files.OneLine;
import org.lanewise.files.WholeFile;

/**
 * Writes and reads kernel packs, zip archives of
 *
 * <pre>
 * manifest.json                       kind, format, CRC-32C of each other part
 * best.json                           the best-configuration file: schedules, machine, figures
 * best-2.json, best-3.json, ...       the same of other machines, if there are any
 * kernels/WORKLOAD/K_SCHEDULE.class   a compiled kernel
 * kernels/WORKLOAD/K_SCHEDULE.java    its source, for people
 * </pre>
 *
 * The same pack is always written as the same bytes: entries are sorted and have no times.
 */
public final class PackFile {
    /**
     * The format this version writes and the only one it reads; it changes with these parts, with
     * {@code DepthwiseKernel}, and with the order of packed weights.
     */
    public static final int FORMAT = 4;

    private static final String MANIFEST = "manifest.json";
    private static final String CONFIG = "best.json";

    /** Begins every zip archive with an entry. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Far more than the largest network needs; an archive can unfold to more than fits. */
    private static final int MOST_BYTES = 64 << 20;

    /** The earliest time that a zip archive can express. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PackFile() {}

    /** Whether a file begins as packs do. */
    public static boolean looksLikePack(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /**
     * Writes a pack, all of it or nothing.
     *
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public static void write(Path file, KernelPack pack) throws IOException {
        WholeFile.write(file, bytes(pack));
    }

    static byte[] bytes(KernelPack pack) {
        SortedMap<String, byte[]> parts = new TreeMap<>(pack.kernels());
        for (int i = 0; i < pack.configs().size(); i++) {
            parts.put(
                    config(i),
                    BestConfigFile.print(pack.configs().get(i)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] manifest = Manifest.of(parts).print().getBytes(StandardCharsets.UTF_8);
        return archive(MANIFEST, manifest, parts);
    }

    /** A zip archive of some parts, the same bytes for the same ones. */
    static byte[] archive(String first, byte[] content, SortedMap<String, byte[]> others) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, first, content);
            for (Map.Entry<String, byte[]> part : others.entrySet()) {
                add(zip, part.getKey(), part.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // It goes to memory.
        }
        return bytes.toByteArray();
    }

    private static String config(int index) {
        return index == 0 ? CONFIG : "best-" + (index + 1) + ".json";
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a pack and checks every part. No class is defined here.
     *
     * @throws IOException if it cannot be read, is no pack, has another format, or any part is not
     *     what the manifest says; the message is one sentence
     */
    public static KernelPack read(Path file) throws IOException {
        SortedMap<String, byte[]> parts = unzip(file);
        Manifest manifest = manifest(file, parts.remove(MANIFEST));
        verify(file, parts, manifest);
        List<BestConfig> configs = new ArrayList<>();
        for (byte[] part = parts.remove(CONFIG);
                part != null;
                part = parts.remove(config(configs.size()))) {
            String json = new String(part, StandardCharsets.UTF_8);
            configs.add(BestConfigFile.parse(config(configs.size()) + " in " + file, json));
        }
        if (configs.isEmpty()) {
            throw new IOException(file + " is not a kernel pack: it lacks " + CONFIG + ".");
        }
        for (String left : parts.keySet()) {
            if (!left.startsWith(KernelPack.FOLDER)) {
                throw new IOException(
                        OneLine.of(left)
                                + " in "
                                + file
                                + " is no part of a kernel pack that has "
                                + config(configs.size() - 1)
                                + " as its last result; export it again.");
            }
        }
        try {
            return new KernelPack(configs, parts);
        } catch (IllegalArgumentException twice) {
            throw new IOException(
                    file + " cannot be used: " + twice.getMessage() + " Export it again.", twice);
        }
    }

    private static SortedMap<String, byte[]> unzip(Path file) throws IOException {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        int left = MOST_BYTES;
        // Opened by its directory, which comes last: of a truncated archive nothing is read.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                byte[] content = content(zip, entry, left);
                left -= content.length;
                if (left == 0 || parts.put(entry.getName(), content) != null) {
                    throw new ZipException("too much, or twice the same: " + entry.getName());
                }
            }
        } catch (ZipException | RuntimeException | EOFException damaged) {
            throw new IOException(
                    file + " is damaged or cut short; copy or export it again.", damaged);
        }
        return parts;
    }

    /** As long as its directory says, or as much as is left. */
    private static byte[] content(ZipFile zip, ZipEntry entry, int most) throws IOException {
        byte[] content = new byte[Math.clamp(entry.getSize(), 0, most)];
        try (InputStream in = zip.getInputStream(entry)) {
            if (in.readNBytes(content, 0, content.length) < content.length
                    || (content.length < most && in.read() >= 0)) {
                throw new ZipException("another length than is said: " + entry.getName());
            }
        }
        return content;
    }

    private static Manifest manifest(Path file, byte @Nullable [] json) throws IOException {
        Manifest manifest;
        try {
            manifest = Manifest.parse(json == null ? "" : new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException none) {
            throw foreign(file, none);
        }
        if (!Manifest.KIND.equals(manifest.kind())) {
            throw foreign(file, null);
        }
        if (manifest.format() != FORMAT) {
            throw new IOException(
                    file
                            + " has format "
                            + manifest.format()
                            + " but this Lanewise reads format "
                            + FORMAT
                            + (manifest.format() > FORMAT
                                    ? "; update Lanewise."
                                    : "; export it again."));
        }
        return manifest;
    }

    private static IOException foreign(Path file, @Nullable Exception cause) {
        return new IOException(
                file + " is a zip archive but not a kernel pack; 'lanewise export' makes one.",
                cause);
    }

    private static void verify(Path file, SortedMap<String, byte[]> parts, Manifest manifest)
            throws IOException {
        if (!parts.keySet().equals(manifest.sums().keySet())) {
            throw new IOException(
                    file + " holds other parts than its manifest names; export it again.");
        }
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            if (!Manifest.sum(part.getValue()).equals(manifest.sums().get(part.getKey()))) {
                throw new IOException(
                        OneLine.of(part.getKey())
                                + " in "
                                + file
                                + " is not what its checksum says; export the pack again.");
            }
        }
    }
}
