package org.lanewise.tuner.tables.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.tables.BuiltInTables;
import org.lanewise.tuner.tables.RecordedTable;
import org.lanewise.tuner.tables.Table;

class ExchangeTest {
    @TempDir private Path folder;

    @Test
    void aRecordedTableIsTheSameWhenItIsReadBack() throws Exception {
        RecordedTable table = BuiltInTables.all().getFirst();
        Path own = Exchange.write(table, folder.resolve("new"));
        Table read = ExchangeFile.read(own.resolve(table.name() + "_T4.json.gz"));

        assertThat(read.size()).isEqualTo(table.size());
        assertThat(read.space().parameters())
                .extracting(Parameter::name)
                .isEqualTo(table.space().parameters().stream().map(Parameter::name).toList());
        assertThat(read.best()).isCloseTo(table.best() * 1e-6, within(1e-12));
        assertThat(read.costs().count()).isEqualTo(table.costs().count());
        for (Point point : table.space().validPoints().toList()) {
            assertThat(read.cost(point).isPresent()).isEqualTo(table.cost(point).isPresent());
            assertThat(read.seconds(point)).isEqualTo(table.seconds(point));
        }
    }
}
