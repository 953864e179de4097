package org.lanewise.db.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a database file is as long as it says. Its header names the block of a late
 * chunk, which begins with its own length; both are text such as {@code block:2a,len:3}, in
 * hexadecimal.
 */
final class FileEnd {
    private static final int HEADER = 256;
    private static final int BLOCK = 4096;
    private static final Pattern PLACE = Pattern.compile("[,{]block:(\\p{XDigit}{1,15})\\b");
    private static final Pattern LENGTH = Pattern.compile("[,{]len:(\\p{XDigit}{1,15})\\b");

    private FileEnd() {}

    /**
     * Whether something is missing; never of a file that is no database, which H2 refuses itself.
     */
    static boolean isMissing(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            if (file.size() == 0) {
                // H2 would make a new database of it.
                return true;
            }
            OptionalLong place = number(PLACE, text(file, 0));
            if (place.isEmpty()) {
                return false;
            }
            long begin = Math.multiplyExact(place.getAsLong(), BLOCK);
            long blocks = number(LENGTH, text(file, begin)).orElse(1);
            return begin + Math.multiplyExact(blocks, BLOCK) > file.size();
        } catch (ArithmeticException absurd) {
            return true;
        }
    }

    private static String text(FileChannel file, long from) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(HEADER);
        file.read(some, from);
        return StandardCharsets.ISO_8859_1.decode(some.flip()).toString();
    }

    private static OptionalLong number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? OptionalLong.of(Long.parseLong(matcher.group(1), 16))
                : OptionalLong.empty();
    }
}
