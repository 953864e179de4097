package org.lanewise.db;

/** Constants by their names, as files and databases hold them. */
public final class Names {
    private Names() {}

    /**
     * The constant of a name.
     *
     * @param what what the constants are, for the message
     * @throws IllegalArgumentException if there is none, which a newer Lanewise may have added
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "the " + what + " '" + name + "' is none that this Lanewise knows");
        }
    }
}
