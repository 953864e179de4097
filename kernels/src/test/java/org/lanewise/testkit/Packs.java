package org.lanewise.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.lanewise.config.BestConfig;
import org.lanewise.json.JsonObject;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;

/** Kernel packs as they should be, and as others may have made them. */
public final class Packs {
    /** Where a class file holds the version of its format. */
    private static final int VERSION_AT = 6;

    private Packs() {}

    /** The pack of a configuration. */
    public static Path of(BestConfig config, Path file) throws IOException {
        PackFile.write(file, PackCompiler.compile(config));
        return file;
    }

    /** The same pack with other class files, and checksums that are right. */
    public static Path withClassFiles(Path pack, String name, UnaryOperator<byte[]> change)
            throws IOException {
        SortedMap<String, byte[]> parts = parts(pack);
        parts.replaceAll(
                (part, content) -> part.endsWith(".class") ? change.apply(content) : content);
        Path changed = pack.resolveSibling(name);
        Files.write(changed, zip(signed(parts)));
        return changed;
    }

    /** A class file as the compiler of a newer Java makes it. */
    public static byte[] ofNewerJava(byte[] classFile) {
        byte[] newer = classFile.clone();
        ByteBuffer version = ByteBuffer.wrap(newer);
        version.putShort(VERSION_AT, (short) (44 + Runtime.version().feature() + 1));
        return newer;
    }

    /** The parts of a pack by name. */
    public static SortedMap<String, byte[]> parts(Path pack) throws IOException {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    /** The parts with a manifest that names their checksums. */
    public static SortedMap<String, byte[]> signed(SortedMap<String, byte[]> parts) {
        JsonObject sums = new JsonObject();
        parts.forEach((name, content) -> {
            if (!name.equals("manifest.json")) {
                CRC32C sum = new CRC32C();
                sum.update(content);
                sums.with(name, "%08x".formatted(sum.getValue()));
            }
        });
        String manifest =
                new JsonObject()
                        .with("kind", "lanewise kernel pack")
                        .with("format", PackFile.FORMAT)
                        .with("crc32c", sums)
                        .pretty();
        SortedMap<String, byte[]> signed = new TreeMap<>(parts);
        signed.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        return signed;
    }

    /** An archive of some parts. */
    public static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
