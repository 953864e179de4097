package org.lanewise.db.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lanewise.LanewiseException;
import org.lanewise.db.Fact;
import org.lanewise.db.History;

/** Histories as JSON Lines: UTF-8 text, a fact a line. */
public final class FactLines {
    /**
     * Facts that become durable together. Identities lie anywhere in their index, so that a commit
     * writes about a page for each of them; in small parts a million would write 5 GB.
     */
    private static final int BATCH = 10_000;

    /** No true line is nearly as long; one that never ends must not fill the memory. */
    private static final int LONGEST = 16 << 20;

    /**
     * What came of reading lines.
     *
     * @param news facts that were not there yet
     * @param known facts that were
     * @param refused lines that are no facts
     */
    public record Imported(int news, int known, int refused) {}

    private FactLines() {}

    /** Gives a line for each fact, without its end. */
    public static void write(History history, Consumer<String> lines) {
        history.read(fact -> lines.accept(FactJson.line(fact)));
    }

    /**
     * Adds the facts of all lines that are facts.
     *
     * @param refused told each line that is none, by its number, counted from 1, and why
     * @throws IOException if the text cannot be read; what was added before stays
     */
    public static Imported read(Reader text, History history, Consumer<String> refused)
            throws IOException {
        Import running = new Import(history, refused);
        try (BufferedReader lines = new BufferedReader(text)) {
            for (String line = line(lines); line != null; line = line(lines)) {
                running.line(line);
            }
        }
        return running.end();
    }

    /** The next line, cut where it is too long to be true; null at the end. */
    private static @Nullable String line(BufferedReader text) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = text.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = text.read()) {
            if (line.length() < LONGEST) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Takes over what another database holds. */
    public static Imported merge(History from, History to, Consumer<String> refused) {
        Import running = new Import(to, refused);
        from.check(running::fact, running::refuse);
        return running.end();
    }

    /** One import while it runs. */
    private static final class Import {
        private final History history;
        private final Consumer<String> told;
        private final FactCheck check = new FactCheck();
        private final List<Fact> batch = new ArrayList<>();
        private int number;
        private int facts;
        private int news;
        private int refused;

        Import(History history, Consumer<String> told) {
            this.history = history;
            this.told = told;
        }

        void line(String line) {
            number++;
            String text = line.replace("\uFEFF", "").strip();
            if (text.isEmpty()) {
                return;
            }
            try {
                fact(FactJson.parse(text));
            } catch (IllegalArgumentException | LanewiseException none) {
                refuse("Line " + number + ": " + none.getMessage());
            }
        }

        void fact(Fact fact) {
            check.objection(fact)
                    .ifPresentOrElse(
                            wrong ->
                                    refuse(
                                            (number > 0 ? "Line " + number : "A fact")
                                                    + ": "
                                                    + wrong),
                            () -> add(fact));
        }

        private void add(Fact fact) {
            facts++;
            batch.add(fact);
            if (batch.size() >= BATCH) {
                flush();
            }
        }

        private void flush() {
            if (!batch.isEmpty()) {
                news += history.add(batch);
                batch.clear();
            }
        }

        void refuse(String sentence) {
            refused++;
            told.accept(sentence);
        }

        Imported end() {
            flush();
            return new Imported(news, facts - news, refused);
        }
    }
}
