package org.lanewise.tuner.measure.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ChildrenTest {
    @Test
    void noChildGetsThePasswordOfADatabase() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "--version");
        builder.environment().put("PGPASSWORD", "secret");
        builder.environment().put("PGPASSFILE", "secrets");
        assertThat(Children.start(builder).waitFor()).isZero();
        assertThat(builder.environment()).doesNotContainKeys("PGPASSWORD", "PGPASSFILE");
    }
}
