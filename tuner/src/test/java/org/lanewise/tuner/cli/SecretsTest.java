package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who puts a password into the name of a database is told so, and nobody is told the password. */
class SecretsTest {
    private static final String SECRET = "s3cret";

    private static void assertThatNothingIsTold(CliProcess.Ended ended) {
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err() + ended.out()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:s3cret@localhost:1/net",
                "jdbc:postgresql://me:x/s3cret@localhost:1/net",
                "jdbc:postgresql://localhost:1/net?PassWord=s3cret",
                "jdbc:postgresql://localhost:1/net?user=me;password=s3cret",
                "JDBC:postgresql://me:s3cret@localhost:1/net",
                "postgresql://me:s3cret@localhost:1/net",
                "jdbc:h2:tcp://localhost:1/net;PASSWORD=s3cret"
            })
    void noCommandRepeatsAPassword(String url) {
        assertThatNothingIsTold(InProcess.run("best", "mobilenet_v1", "--db", url));
        assertThatNothingIsTold(InProcess.run("db", "check", "--db", url));
        assertThatNothingIsTold(InProcess.run("--verbose", "db", "stats", "--db", url));
        assertThatNothingIsTold(InProcess.run("db", "merge", url, "--db", "none.mv.db"));
        assertThatNothingIsTold(InProcess.run("compare", url, url));
        assertThat(Path.of("postgresql:")).doesNotExist();
        assertThat(Path.of("none.mv.db")).doesNotExist();
    }

    @Tag("slow")
    @Test
    void theDoctorDoesNotEither() {
        CliProcess.Ended ended =
                InProcess.run(
                        "doctor", "--db", "jdbc:postgresql://localhost:1/net?password=s3cret");
        assertThatNothingIsTold(ended);
        assertThat(ended.out())
                .contains("Database jdbc:postgresql://localhost:1/net", "PGPASSWORD");
    }
}
