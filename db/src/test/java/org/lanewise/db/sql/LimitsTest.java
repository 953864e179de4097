package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.WHOLE;
import static org.lanewise.db.sql.Fixtures.limits;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.TuningDatabase;

@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {
    @TempDir Path folder;

    @Test
    void limitsComeBackExactlyAfterReopening() {
        try (TuningDatabase database = open()) {
            database.saveLimits(MACHINE, limits(1));
            database.saveLimits(MACHINE, limits(4));
        }
        try (TuningDatabase database = open()) {
            assertThat(database.limits(MACHINE, 1)).contains(limits(1));
            assertThat(database.limits(MACHINE, 4)).contains(limits(4));
            assertThat(database.limits(MACHINE, 2)).isEmpty();
        }
    }

    @Test
    void newLimitsReplaceTheEarlierOnesOfAsManyThreads() {
        MachineLimits later =
                new MachineLimits(1, 7, List.of(new MemoryLevel("memory", Long.MAX_VALUE, 1)));
        try (TuningDatabase database = open()) {
            database.saveLimits(MACHINE, limits(1));
            database.saveLimits(MACHINE, later);
            assertThat(database.limits(MACHINE, 1)).contains(later);
        }
    }

    @Test
    void limitsOfAMachineThatWasNotWhollyRecordedAreFoundUntilItsOwnAreThere() {
        MachineLimits own =
                new MachineLimits(1, 7, List.of(new MemoryLevel("memory", Long.MAX_VALUE, 1)));
        try (TuningDatabase database = open()) {
            database.saveLimits(MACHINE, limits(1));
            assertThat(database.limits(WHOLE, 1)).contains(limits(1));
            database.saveLimits(WHOLE, own);
            database.saveLimits(MACHINE, limits(1));
            assertThat(database.limits(WHOLE, 1)).contains(own);
            assertThat(database.limits(MACHINE, 1)).contains(limits(1));
        }
    }

    @Test
    void bytesLiveInTheSmallestLevelThatHoldsThem() {
        MachineLimits limits = limits(1);
        assertThat(limits.holding(32L << 10).name()).isEqualTo("L1");
        assertThat(limits.holding((32L << 10) + 1).name()).isEqualTo("memory");
    }

    private TuningDatabase open() {
        return EmptyDatabase.open(folder.resolve("limits"));
    }
}
