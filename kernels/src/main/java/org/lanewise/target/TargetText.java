package org.lanewise.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints and reads the text form of targets, see {@link Target#parse}. */
final class TargetText {
    private TargetText() {}

    static String print(Target target) {
        Target preset = target.isa().preset();
        List<String> parts = new ArrayList<>(List.of(target.isa().text()));
        add(parts, "bits", target.vectorBits(), preset.vectorBits());
        add(parts, "registers", target.vectorRegisters(), preset.vectorRegisters());
        add(parts, "masks", yes(target.maskedLoads()), yes(preset.maskedLoads()));
        add(parts, "fma", yes(target.fma()), yes(preset.fma()));
        add(parts, "l1", cache(target.l1()), cache(preset.l1()));
        add(parts, "l2", bytes(target.l2Bytes()), bytes(preset.l2Bytes()));
        add(parts, "l3", bytes(target.l3Bytes()), bytes(preset.l3Bytes()));
        return String.join(",", parts);
    }

    private static void add(List<String> parts, String name, Object value, Object preset) {
        if (!value.equals(preset)) {
            parts.add(name + "=" + value);
        }
    }

    private static String yes(boolean has) {
        return has ? "yes" : "no";
    }

    private static String cache(FirstCache cache) {
        return cache.sets() + "x" + cache.ways() + "x" + cache.lineBytes();
    }

    private static String bytes(long bytes) {
        if (bytes > 0 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "m";
        }
        return bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "k" : Long.toString(bytes);
    }

    static Target parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1);
        Target target = preset(parts[0]);
        try {
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                target = with(target, part);
            }
            return target;
        } catch (IllegalArgumentException impossible) {
            throw new InvalidTargetException(
                    "'" + text + "' is no target: " + impossible.getMessage());
        }
    }

    private static Target preset(String name) {
        return Arrays.stream(Isa.values())
                .filter(isa -> isa.text().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidTargetException(
                                "There is no target '"
                                        + name
                                        + "'; use one of "
                                        + Arrays.stream(Isa.values())
                                                .map(Isa::text)
                                                .collect(Collectors.joining(", "))
                                        + "."))
                .preset();
    }

    private static Target with(Target old, String part) {
        int sign = part.indexOf('=');
        String name = sign < 0 ? part : part.substring(0, sign);
        String value = part.substring(sign + 1);
        int bits = name.equals("bits") ? number(part, value) : old.vectorBits();
        int registers = name.equals("registers") ? number(part, value) : old.vectorRegisters();
        boolean masks = name.equals("masks") ? flag(part, value) : old.maskedLoads();
        boolean fma = name.equals("fma") ? flag(part, value) : old.fma();
        FirstCache l1 = name.equals("l1") ? cache(part, value) : old.l1();
        long l2 = name.equals("l2") ? size(part, value) : old.l2Bytes();
        long l3 = name.equals("l3") ? size(part, value) : old.l3Bytes();
        if (!List.of("bits", "registers", "masks", "fma", "l1", "l2", "l3").contains(name)) {
            throw new InvalidTargetException(
                    "A target has no part '"
                            + part
                            + "'; write bits=256, registers=16, masks=no, fma=no, l1=64x8x64,"
                            + " l2=1m or l3=32m.");
        }
        return new Target(old.isa(), bits, registers, masks, fma, l1, l2, l3);
    }

    private static int number(String part, String digits) {
        if (!digits.matches("\\d{1,9}")) {
            throw new InvalidTargetException("'" + part + "' is no number of up to nine digits.");
        }
        return Integer.parseInt(digits);
    }

    private static boolean flag(String part, String value) {
        if (!value.equals("yes") && !value.equals("no")) {
            throw new InvalidTargetException("'" + part + "' is neither yes nor no.");
        }
        return value.equals("yes");
    }

    private static FirstCache cache(String part, String value) {
        String[] sizes = value.split("x", -1);
        if (sizes.length != 3) {
            throw new InvalidTargetException(
                    "'"
                            + part
                            + "' is no first cache; write sets, ways and bytes a line, as in l1=64x8x64.");
        }
        return new FirstCache(
                number(part, sizes[0]), number(part, sizes[1]), number(part, sizes[2]));
    }

    private static long size(String part, String value) {
        if (!value.matches("\\d{1,9}[km]?")) {
            throw new InvalidTargetException(
                    "'"
                            + part
                            + "' is no number; write digits, and k or m behind them for KiB or MiB.");
        }
        long digits = Long.parseLong(value.replaceAll("[km]", ""));
        return value.endsWith("m") ? digits << 20 : value.endsWith("k") ? digits << 10 : digits;
    }
}
