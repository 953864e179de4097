package org.lanewise.tuner.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.CacheState;
import org.lanewise.db.Asked;
import org.lanewise.db.Outcome;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.tables.TableHeader;
import org.lanewise.tuner.tables.TableRecorder;

/** Measures a recording's candidates, and keeps their trials in a database as well. */
final class KeptMeasurement implements TableRecorder.Measurement {
    private final TableRecorder.Measurement measurement;
    private final TuningDatabase database;
    private final TableHeader header;
    private final UUID run;

    private KeptMeasurement(
            TableRecorder.Measurement measurement, TuningDatabase database, TableHeader header) {
        this.measurement = measurement;
        this.database = database;
        this.header = header;
        // The same when a recording that was stopped goes on.
        this.run =
                UUID.nameUUIDFromBytes(
                        (header + " " + KernelSource.GENERATOR).getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps how it was asked for, too. */
    static KeptMeasurement of(
            TableRecorder.Measurement measurement,
            TuningDatabase database,
            TableHeader header,
            Asked asked) {
        KeptMeasurement kept = new KeptMeasurement(measurement, database, header);
        database.saveTime(header.machine(), new RunTime(kept.run, Optional.of(asked), List.of()));
        return kept;
    }

    @Override
    public Outcome of(LegalSchedule candidate) throws InterruptedException {
        Outcome outcome = measurement.of(candidate);
        database.append(
                header.machine(),
                run,
                new Trial(
                        header.workload(),
                        candidate.schedule(),
                        Stage.RECORD,
                        CacheState.HOT,
                        "record",
                        header.seed(),
                        outcome,
                        Instant.now()));
        return outcome;
    }

    @Override
    public void prepare(List<LegalSchedule> candidates) throws InterruptedException {
        measurement.prepare(candidates);
    }
}
