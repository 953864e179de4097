package org.lanewise.tuner.tables;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lanewise.LanewiseException;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** A table's lines of JSON: the header first, then one for each row. */
final class TableText {
    private static final int FORMAT = 1;
    private static final Jsonb JSON = Jsonb.builder().build();
    private static final JsonType<HeaderLine> HEADER = JSON.type(HeaderLine.class);
    private static final JsonType<RowLine> ROW = JSON.type(RowLine.class);

    private TableText() {}

    @Json
    record HeaderLine(
            int format,
            @Nullable String workload,
            @Nullable String slice,
            long seed,
            @Nullable Machine machine) {}

    @Json
    record RowLine(
            @Nullable String schedule, @Nullable String outcome, @Nullable Double medianNs) {}

    static String line(TableHeader header) {
        return HEADER.toJson(
                new HeaderLine(
                        FORMAT,
                        header.workload().toString(),
                        header.slice().toString(),
                        header.seed(),
                        header.machine()));
    }

    static String line(TableRow row) {
        return ROW.toJson(
                new RowLine(
                        row.schedule().toString(),
                        row.outcome().label(),
                        row.nanos().isPresent() ? row.nanos().getAsDouble() : null));
    }

    /**
     * @param file what the line came from, for messages
     * @throws IOException if it is no header; the message is one sentence
     */
    static TableHeader header(String file, String line) throws IOException {
        try {
            HeaderLine header = HEADER.fromJson(line);
            if (header.format() != FORMAT) {
                throw new IOException(
                        file
                                + " has the table format "
                                + header.format()
                                + " but this Lanewise reads "
                                + FORMAT
                                + ".");
            }
            return new TableHeader(
                    Workload.parse(present(header.workload())),
                    present(header.machine()),
                    Slice.parse(present(header.slice())),
                    header.seed());
        } catch (JsonException
                | IllegalArgumentException
                | LanewiseException
                | NullPointerException malformed) {
            throw malformed(file, malformed);
        }
    }

    /**
     * @param file what the line came from, for messages
     * @throws IOException if it is no row; the message is one sentence
     */
    static TableRow row(String file, String line) throws IOException {
        try {
            RowLine row = ROW.fromJson(line);
            Double nanos = row.medianNs();
            return new TableRow(
                    Schedule.parse(present(row.schedule())),
                    kind(present(row.outcome())),
                    nanos == null ? OptionalDouble.empty() : OptionalDouble.of(nanos));
        } catch (JsonException | IllegalArgumentException | LanewiseException malformed) {
            throw malformed(file, malformed);
        }
    }

    private static IOException malformed(String file, Exception cause) {
        return new IOException(file + " is not a recorded table: " + cause.getMessage(), cause);
    }

    private static Outcome.Kind kind(String label) {
        return Arrays.stream(Outcome.Kind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no outcome '" + label + "'."));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a line lacks one of its fields.");
        }
        return value;
    }
}
