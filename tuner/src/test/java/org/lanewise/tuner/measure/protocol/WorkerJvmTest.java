package org.lanewise.tuner.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real JVMs, asked how they compile loops. */
class WorkerJvmTest {
    @Test
    void screeningCompilesLoopsAsApplicationsDo() throws IOException, InterruptedException {
        assertThat(answer(WorkerJvm.screeningCommand(LoopFlags.class.getName())))
                .isEqualTo(answer(WorkerJvm.applicationCommand(LoopFlags.class.getName())));
    }

    private static String answer(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", WorkerJvm.classPath(List.of()));
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(answer).contains("LoopStripMiningIter=");
        return answer;
    }
}
