package org.lanewise.pack;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lanewise.json.JsonObject;

/**
 * The first part of a pack: what the others must be.
 *
 * @param kind always {@link #KIND}
 * @param format see {@link PackFile#FORMAT}
 * @param sha256 for each other part its SHA-256, hexadecimal
 */
record Manifest(String kind, int format, SortedMap<String, String> sha256) {
    static final String KIND = "lanewise kernel pack";

    static Manifest of(SortedMap<String, byte[]> parts) {
        SortedMap<String, String> sums = new TreeMap<>();
        parts.forEach((name, bytes) -> sums.put(name, sha256(bytes)));
        return new Manifest(KIND, PackFile.FORMAT, sums);
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Manifest parse(String json) {
        JsonObject manifest = JsonObject.parse(json);
        JsonObject listed = manifest.object("sha256");
        SortedMap<String, String> sums = new TreeMap<>();
        for (String part : listed.names()) {
            sums.put(part, listed.text(part));
        }
        return new Manifest(manifest.text("kind"), manifest.small("format"), sums);
    }

    String print() {
        JsonObject sums = new JsonObject();
        sha256.forEach(sums::with);
        return new JsonObject()
                .with("kind", kind)
                .with("format", format)
                .with("sha256", sums)
                .pretty();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every Java has it.
        }
    }
}
