package org.lanewise.tuner.models.shapes;

/** Why a size is not known. */
public sealed interface Cause {
    /** As it continues a sentence behind a colon. */
    String words();

    /**
     * The model leaves a size of one of its inputs open.
     *
     * @param input the model's input
     * @param option what fixes them on the command line
     */
    record OpenInput(String input, String option) implements Cause {
        @Override
        public String words() {
            return "the model leaves sizes of its input '"
                    + input
                    + "' open; fix them with "
                    + option;
        }
    }

    /** A node does not tell. */
    record Undecided(String words) implements Cause {}
}
