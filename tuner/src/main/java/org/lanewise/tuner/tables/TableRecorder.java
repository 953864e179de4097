package org.lanewise.tuner.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Screening;

/** Measures every legal schedule of a slice, once each, and writes the table. */
public final class TableRecorder {
    /** Measures one candidate. */
    @FunctionalInterface
    public interface Measurement {
        /** What became of it. */
        Outcome of(LegalSchedule candidate) throws InterruptedException;

        /** Hears which candidates come next. */
        default void prepare(List<LegalSchedule> candidates) throws InterruptedException {}
    }

    /** Is told how far a recording is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of all schedules are known. */
        void reached(int known, int all);
    }

    private final Measurement measurement;
    private final Progress progress;

    /** A recorder that has not begun. */
    public TableRecorder(Measurement measurement, Progress progress) {
        this.measurement = measurement;
        this.progress = progress;
    }

    /**
     * Records a table. Stopped in between it leaves what it has beside the file, and goes on from
     * there the next time.
     *
     * @throws IOException if the file exists or cannot be written, or an unfinished recording of
     *     something else is in the way; the message is one sentence
     * @throws InterruptedException if the thread was asked to stop
     */
    public void record(TableHeader header, Path file) throws IOException, InterruptedException {
        if (Files.exists(file)) {
            throw new IOException("The file " + file + " exists already; choose another.");
        }
        List<LegalSchedule> order = new ArrayList<>(header.space().legal().toList());
        Collections.shuffle(order, new Random(header.seed()));
        UnfinishedTable table =
                UnfinishedTable.open(file.resolveSibling(file.getFileName() + ".part"), header);
        int all = order.size();
        progress.reached(table.rows().size(), all);
        order.removeIf(candidate -> table.rows().containsKey(candidate.schedule()));
        for (int from = 0; from < order.size(); from += Screening.GROUP) {
            measure(
                    order.subList(from, Math.min(order.size(), from + Screening.GROUP)),
                    table,
                    all);
        }
        TableFile.write(file, header, inOrderOfTheSpace(header.space(), table));
        table.delete();
    }

    private void measure(List<LegalSchedule> group, UnfinishedTable table, int all)
            throws IOException, InterruptedException {
        measurement.prepare(group);
        for (LegalSchedule candidate : group) {
            table.append(TableRow.of(candidate.schedule(), measurement.of(candidate)));
            progress.reached(table.rows().size(), all);
        }
    }

    /** Neighbours in the space have much of their text in common, which compresses well. */
    private static List<TableRow> inOrderOfTheSpace(ScheduleSpace space, UnfinishedTable table) {
        return space.legal()
                .map(legal -> Objects.requireNonNull(table.rows().get(legal.schedule())))
                .toList();
    }
}
