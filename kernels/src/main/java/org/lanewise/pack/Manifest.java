package org.lanewise.pack;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first part of a pack: what the others must be.
 *
 * @param kind always {@link #KIND}
 * @param format see {@link PackFile#FORMAT}
 * @param sha256 for each other part its SHA-256, hexadecimal
 */
@Json
record Manifest(@Nullable String kind, int format, @Nullable Map<String, String> sha256) {
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
        try {
            return Jsonb.builder().build().type(Manifest.class).fromJson(json);
        } catch (JsonException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    String print() {
        return Jsonb.builder().build().type(Manifest.class).toJsonPretty(this) + "\n";
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every Java has it.
        }
    }
}
