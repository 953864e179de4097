package org.lanewise.tuner.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that come with Lanewise, resources beside this class that {@code tables.txt} lists.
 */
public final class BuiltInTables {
    private static final String LIST = "tables.txt";

    private BuiltInTables() {}

    /** File names, in the order of the list. */
    public static List<String> names() {
        try (InputStream list = BuiltInTables.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("The resource " + LIST + " is missing.");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("The resource " + LIST + " cannot be read.", broken);
        }
    }

    /**
     * Reads all of them.
     *
     * @throws IOException if one cannot be read; the message is one sentence
     */
    public static List<RecordedTable> all() throws IOException {
        List<RecordedTable> tables = new ArrayList<>();
        for (String name : names()) {
            try (InputStream table = BuiltInTables.class.getResourceAsStream(name)) {
                if (table == null) {
                    throw new IOException("The table " + name + " is listed but missing.");
                }
                tables.add(TableFile.read(name, table));
            }
        }
        return tables;
    }
}
