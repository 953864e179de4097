package org.lanewise.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {
    @ParameterizedTest
    @CsvSource({
        "--db=jdbc:postgresql://me:pw@host/net, --db=jdbc:postgresql://host/net",
        "jdbc:postgresql://me:p@w@host:5432/net?ssl=true, jdbc:postgresql://host:5432/net?ssl=true",
        "jdbc:postgresql://me@host/net, jdbc:postgresql://host/net",
        "jdbc:postgresql://host/net?user=me&password=pw, jdbc:postgresql://host/net",
        "jdbc:postgresql://host/net?PASSWORD=pw&ssl=true, jdbc:postgresql://host/net?ssl=true",
        "jdbc:postgresql://host/net?ssl=true&sslpassword=pw, jdbc:postgresql://host/net?ssl=true",
        "postgresql://me:pw@host/net, postgresql://host/net",
        "JDBC:postgresql://me:p/w@host/net, JDBC:postgresql://host/net",
        "jdbc:postgresql://host/net?user=me;password=pw, jdbc:postgresql://host/net",
        "--db=C:/me@home.mv.db, --db=C:/me@home.mv.db",
        "nets/me@home?user=1.suite, nets/me@home?user=1.suite"
    })
    void whoOpensADatabaseIsNoPartOfIt(String typed, String kept) {
        assertThat(new Asked(List.of("tune", typed), "").words()).containsExactly("tune", kept);
    }
}
