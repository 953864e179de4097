package org.lanewise.pack;

import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.lanewise.json.JsonObject;

/**
 * The first part of a pack: what the others must be.
 *
 * @param kind always {@link #KIND}
 * @param format see {@link PackFile#FORMAT}
 * @param sums for each other part its CRC-32C, eight hexadecimal digits
 */
record Manifest(String kind, int format, SortedMap<String, String> sums) {
    static final String KIND = "lanewise kernel pack";

    static Manifest of(SortedMap<String, byte[]> parts) {
        SortedMap<String, String> sums = new TreeMap<>();
        parts.forEach((name, bytes) -> sums.put(name, sum(bytes)));
        return new Manifest(KIND, PackFile.FORMAT, sums);
    }

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Manifest parse(String json) {
        JsonObject manifest = JsonObject.parse(json);
        JsonObject listed = manifest.object("crc32c");
        SortedMap<String, String> sums = new TreeMap<>();
        for (String part : listed.names()) {
            sums.put(part, listed.text(part));
        }
        return new Manifest(manifest.text("kind"), manifest.small("format"), sums);
    }

    String print() {
        JsonObject listed = new JsonObject();
        sums.forEach(listed::with);
        return new JsonObject()
                .with("kind", kind)
                .with("format", format)
                .with("crc32c", listed)
                .pretty();
    }

    /** The sum of a part. A JVM that has just begun interprets SHA-256 for 60 ms, this for none. */
    static String sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
