package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.db.sql.Fixtures.MACHINE;
import static org.lanewise.db.sql.Fixtures.WHOLE;
import static org.lanewise.db.sql.Fixtures.WORKLOAD;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.CacheState;
import org.lanewise.db.Fact;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;

/** What stands beside trials and results: what others took, and what runs took. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class PeersTest {
    @TempDir Path folder;

    private TuningDatabase open() {
        return Databases.open(folder.resolve("peers"));
    }

    @Test
    void theLastComparisonOfAShapeComesBackRoundByRound() {
        try (TuningDatabase database = open()) {
            database.savePeers(MACHINE, Fixtures.peers(1, 5));
            database.savePeers(MACHINE, Fixtures.peers(1, 3));
            database.savePeers(MACHINE, Fixtures.peers(2, 4));
        }
        try (TuningDatabase database = open()) {
            assertThat(database.peers(MACHINE, WORKLOAD, 1, CacheState.HOT))
                    .contains(Fixtures.peers(1, 3));
            assertThat(database.peers(WHOLE, WORKLOAD, 2, CacheState.HOT))
                    .contains(Fixtures.peers(2, 4));
            assertThat(database.peers(MACHINE, WORKLOAD, 1, CacheState.COLD)).isEmpty();
            database.savePeers(WHOLE, Fixtures.peers(2, 6));
            assertThat(database.peers(WHOLE, WORKLOAD, 2, CacheState.HOT))
                    .contains(Fixtures.peers(2, 6));
        }
    }

    @Test
    void aRunTellsWhatItSpentItsTimeOn() {
        UUID run = UUID.randomUUID();
        try (TuningDatabase database = open()) {
            database.saveTime(MACHINE, Fixtures.time(run, 2));
            database.saveTime(MACHINE, Fixtures.time(run, 3));
            assertThat(database.time(run)).contains(Fixtures.time(run, 3));
            assertThat(database.time(UUID.randomUUID())).isEmpty();
        }
    }

    @Test
    void whatWasExpectedOfATrialStaysWithIt() {
        Trial expected = Fixtures.trial(1).with(OptionalDouble.of(Fixtures.THIRD));
        try (TuningDatabase database = open()) {
            database.append(MACHINE, expected);
            database.append(MACHINE, Fixtures.trial(2));
            assertThat(database.trials(MACHINE, WORKLOAD))
                    .containsExactly(expected, Fixtures.trial(2));
        }
    }

    @Test
    void aMachineOfWhichOnlyThatIsKnownStays() {
        try (TuningDatabase database = open()) {
            database.savePeers(MACHINE, Fixtures.peers(1, 3));
            database.saveTime(WHOLE, Fixtures.time(UUID.randomUUID(), 1));
            database.history().prune();
            List<Fact> facts = new ArrayList<>();
            database.history().read(facts::add);
            assertThat(facts).extracting(Fact::machine).containsExactly(MACHINE, WHOLE);
        }
    }
}
