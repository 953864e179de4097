package org.lanewise.tuner.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.SyntheticMachine;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class TablesTest {
    private static final Workload WORKLOAD = Workload.parse("64x12x12_k3_s1_p1_nchw16c");
    private static final ScheduleSpace SPACE = ScheduleSpace.of(WORKLOAD, Target.AVX512);
    private static final SyntheticMachine SYNTHETIC = new SyntheticMachine(1);
    private static final Machine MACHINE =
            new Machine("cpu", "amd64/512", 512, 2, "Linux", "25", List.of());

    @TempDir private Path folder;

    private static Outcome outcome(LegalSchedule candidate) {
        OptionalDouble nanos = SYNTHETIC.nanos(candidate.workload(), candidate.schedule());
        return nanos.isEmpty()
                ? new Outcome.NotIntrinsified(64, "")
                : new Outcome.Measured(
                        new Estimate(nanos.getAsDouble(), nanos.getAsDouble(), nanos.getAsDouble()),
                        List.of(nanos.getAsDouble()),
                        1);
    }

    private static TableHeader header(int most) {
        return new TableHeader(WORKLOAD, MACHINE, Slice.within(SPACE, most, 1), 1);
    }

    @Test
    void aSliceIsReadAsItIsPrinted() {
        Slice slice = Slice.parse("vectorBits=512, order=chw,HCW,access=RAW");

        assertThat(slice.toString()).isEqualTo("vectorBits=512,order=chw,HCW,access=RAW");
        assertThat(Slice.of(slice.in(SPACE)).toString())
                .contains("vectorBits=512,")
                .contains("order=chw,hcw,")
                .contains(",access=raw,borders=peeled,framed");
        assertThat(Slice.of(slice.in(SPACE)).in(SPACE).points())
                .isEqualTo(slice.in(SPACE).points());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "=", "vectorBits=", "vectorBits=512,,access=RAW"})
    void whatIsNoSliceIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Slice.parse(text).in(SPACE))
                .isInstanceOf(InvalidScheduleException.class);
    }

    @Test
    void aSliceWithinALimitIsAProductNearIt() {
        ScheduleSpace part = Slice.within(SPACE, 300, 7).in(SPACE);

        assertThat(part.legal().count()).isBetween(100L, 300L);
        assertThat(Slice.within(SPACE, 300, 7)).isEqualTo(Slice.within(SPACE, 300, 7));
        assertThat(Slice.within(SPACE, Integer.MAX_VALUE, 7)).isEqualTo(Slice.of(SPACE));
    }

    @Test
    void aRecordedTableHoldsWhatWasMeasuredOfEveryLegalSchedule() throws Exception {
        Path file = folder.resolve("t.gz");
        List<Integer> reached = new ArrayList<>();
        new TableRecorder(TablesTest::outcome, (known, all) -> reached.add(known))
                .record(header(200), file);

        RecordedTable table = TableFile.read(file);

        assertThat(table.name()).isEqualTo("t");
        assertThat(table.header()).isEqualTo(header(200));
        assertThat(table.size()).isEqualTo((int) header(200).space().legal().count());
        assertThat(reached).isSorted().endsWith(table.size());
        header(200)
                .space()
                .legal()
                .forEach(legal -> {
                    OptionalDouble expected = SYNTHETIC.nanos(WORKLOAD, legal.schedule());
                    OptionalDouble actual = table.nanos(legal.schedule());
                    assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
                    assertThat(actual.orElse(0))
                            .isBetween(expected.orElse(0) - 0.06, expected.orElse(0) + 0.06);
                });
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aStoppedRecordingGoesOnWhereItWasEvenFromATornLine() throws Exception {
        Path file = folder.resolve("t.gz");
        Path part = folder.resolve("t.gz.part");
        List<LegalSchedule> before = new ArrayList<>();
        TableRecorder stopped =
                new TableRecorder(
                        candidate -> {
                            if (before.size() == 20) {
                                throw new InterruptedException();
                            }
                            before.add(candidate);
                            return outcome(candidate);
                        },
                        (known, all) -> {});
        assertThatThrownBy(() -> stopped.record(header(100), file))
                .isInstanceOf(InterruptedException.class);
        String torn = Files.readString(part);
        Files.writeString(part, torn.substring(0, torn.length() - 9));

        List<LegalSchedule> after = new ArrayList<>();
        new TableRecorder(
                        candidate -> {
                            after.add(candidate);
                            return outcome(candidate);
                        },
                        (known, all) -> {})
                .record(header(100), file);

        assertThat(after.getFirst().schedule()).isEqualTo(before.getLast().schedule());
        assertThat(after.size() + 19).isEqualTo(TableFile.read(file).size());
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("t.gz"), "mine");
        TableRecorder recorder = new TableRecorder(TablesTest::outcome, (known, all) -> {});
        assertThatThrownBy(() -> recorder.record(header(10), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exists already");

        Path other = folder.resolve("u.gz");
        UnfinishedTable.open(folder.resolve("u.gz.part"), header(20));
        assertThatThrownBy(() -> recorder.record(header(10), other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void whatATableDoesNotHoldIsNoPointOfItsSpace() {
        List<LegalSchedule> legal = header(10).space().legal().toList();
        List<TableRow> rows =
                legal.stream()
                        .skip(1)
                        .map(known -> TableRow.of(known.schedule(), outcome(known)))
                        .toList();
        RecordedTable table = new RecordedTable("hole", header(10), rows);

        assertThat(table.size()).isEqualTo(legal.size() - 1);
        assertThat(table.space().validPoints().map(table.space()::schedule))
                .containsExactlyElementsOf(
                        legal.stream().skip(1).map(LegalSchedule::schedule).toList());
        assertThat(table.holds(legal.getFirst().schedule())).isFalse();
    }

    @Test
    void aTableInWhichNothingWasMeasuredIsRefused() {
        assertThatThrownBy(() -> new RecordedTable("empty", header(10), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The table empty holds no measured schedule.");
    }

    @Test
    void aTableThatWasCutIsRefusedWhereverItWasCut() throws Exception {
        Path file = folder.resolve("whole.gz");
        new TableRecorder(TablesTest::outcome, (known, all) -> {}).record(header(100), file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
            Path cut = folder.resolve("cut" + length + ".gz");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TableFile.read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(cut + " is cut off");
        }
    }

    @Test
    void theBuiltInTablesCanBeRead() throws IOException {
        assertThat(BuiltInTables.all()).hasSameSizeAs(BuiltInTables.names());
    }
}
