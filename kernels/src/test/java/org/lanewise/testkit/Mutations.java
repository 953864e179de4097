package org.lanewise.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage as files meet it: on disks, in transfers, in editors. */
public final class Mutations {
    private static final int LONGEST = 64;

    private Mutations() {}

    /** Some content, damaged in one to three places; hardly ever the same as before. */
    public static byte[] of(byte[] content, SplittableRandom random) {
        byte[] mutated = content;
        int places = 1 + random.nextInt(3);
        for (int i = 0; i < places && mutated.length > 0; i++) {
            mutated = once(mutated, random);
        }
        return mutated;
    }

    private static byte[] once(byte[] content, SplittableRandom random) {
        int from = random.nextInt(content.length);
        int to = Math.min(content.length, from + 1 + random.nextInt(LONGEST));
        byte[] part = Arrays.copyOfRange(content, from, to);
        return switch (random.nextInt(8)) {
            case 0 -> with(content, from, (byte) (content[from] ^ 1 << random.nextInt(8)));
            case 1 -> with(content, from, (byte) random.nextInt(256));
            case 2 -> with(content, from, (byte) ('0' + random.nextInt(10)));
            case 3 -> replaced(content, from, to, new byte[0]);
            case 4 -> replaced(content, from, from, part);
            case 5 -> replaced(content, from, to, new byte[part.length]);
            case 6 -> replaced(content, random.nextInt(content.length), part);
            case 7 -> Arrays.copyOf(content, from);
            default -> throw new IllegalStateException("There are eight kinds.");
        };
    }

    private static byte[] with(byte[] content, int place, byte value) {
        byte[] changed = content.clone();
        changed[place] = value;
        return changed;
    }

    /** Another place overwritten with a part. */
    private static byte[] replaced(byte[] content, int at, byte[] part) {
        return replaced(content, at, Math.min(content.length, at + part.length), part);
    }

    private static byte[] replaced(byte[] content, int from, int to, byte[] part) {
        byte[] result = new byte[content.length - (to - from) + part.length];
        System.arraycopy(content, 0, result, 0, from);
        System.arraycopy(part, 0, result, from, part.length);
        System.arraycopy(content, to, result, from + part.length, content.length - to);
        return result;
    }
}
