package org.lanewise.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.config.Machine;

/**
 * How like the machine that something was measured on is to the one that is to use it, in the words
 * of everybody who tells of it. Immutable.
 *
 * @param kind how like
 * @param differences what differs, each field with both values
 */
public record Likeness(Kind kind, List<Difference> differences) {
    /** By kind, then by how many fields differ; made when it is asked for, which few starts do. */
    public static Comparator<Likeness> likestFirst() {
        return Comparator.comparing((Likeness likeness) -> likeness.kind())
                .thenComparingInt(likeness -> likeness.differences().size());
    }

    /** How like two machines are, the likest first. */
    public enum Kind {
        /** Nothing differs. */
        SAME("on this machine and JVM"),
        /** The JVM, its flags or how much of the processor it may use differ. */
        SAME_PROCESSOR("on this processor"),
        /** Another processor, which runs the same kernels. */
        SAME_VECTORS("for the same vectors"),
        /** Kernels for the one are none for the other. */
        OTHER_VECTORS("for other vectors");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What follows "tuned" or "measured". */
        public String words() {
            return words;
        }
    }

    /**
     * One field.
     *
     * @param field its name
     * @param there what it was where something was measured
     * @param here what it is here
     */
    public record Difference(String field, String there, String here) {
        /** Both values, in words. */
        public String words() {
            return "the " + field + " was " + there + " and is " + here;
        }
    }

    /** Keeps an unmodifiable copy. */
    public Likeness {
        differences = List.copyOf(differences);
    }

    /** How like a machine that something was measured on is to this one. */
    public static Likeness of(Machine there, Machine here) {
        List<Difference> found = new ArrayList<>();
        note(found, "processor", there.cpu(), here.cpu());
        note(found, "stepping", recorded(there.stepping()), recorded(here.stepping()));
        note(found, "hypervisor", recorded(there.hypervisor()), recorded(here.hypervisor()));
        // Most are equal, and a JVM that starts need not read them then.
        if (!there.isa().equals(here.isa())) {
            note(found, "target", there.target(), here.target());
        }
        note(found, "number of processors", there.cores(), here.cores());
        note(found, "operating system", there.os(), here.os());
        note(found, "JVM", there.jdk(), here.jdk());
        collector(found, there, here);
        note(
                found,
                "list of JVM flags",
                JvmFlags.others(there.jvmFlags()),
                JvmFlags.others(here.jvmFlags()));
        return new Likeness(found.isEmpty() ? Kind.SAME : kind(there, here), found);
    }

    private static Kind kind(Machine there, Machine here) {
        boolean sameStepping =
                there.stepping().isEmpty() || there.stepping().equals(here.stepping());
        if (there.cpu().equals(here.cpu())
                && sameStepping
                && there.target().equals(here.target())) {
            return Kind.SAME_PROCESSOR;
        }
        return here.target().runs(there.target()) && here.vectorBits() == there.vectorBits()
                ? Kind.SAME_VECTORS
                : Kind.OTHER_VECTORS;
    }

    /** What follows "tuned" or "measured": how like, and all that differs. */
    public String words() {
        if (differences.isEmpty()) {
            return kind.words();
        }
        String differing =
                differences.stream().map(Difference::words).collect(Collectors.joining(", "));
        return kind.words()
                + switch (kind) {
                    case SAME -> "";
                    case SAME_PROCESSOR, SAME_VECTORS -> ", but " + differing;
                    case OTHER_VECTORS -> ": " + differing;
                };
    }

    /** One that is not known may be any: it differs, whatever the other is. */
    private static void collector(List<Difference> found, Machine there, Machine here) {
        Optional<String> before = JvmFlags.collector(there.jvmFlags());
        Optional<String> now = JvmFlags.collector(here.jvmFlags());
        if (before.isEmpty() || !before.equals(now)) {
            found.add(
                    new Difference(
                            "collector", before.orElse("not recorded"), now.orElse("not known")));
        }
    }

    private static String recorded(String text) {
        return text.isEmpty() ? "not recorded" : text;
    }

    private static void note(List<Difference> found, String field, Object there, Object here) {
        if (!there.equals(here)) {
            found.add(new Difference(field, there.toString(), here.toString()));
        }
    }
}
