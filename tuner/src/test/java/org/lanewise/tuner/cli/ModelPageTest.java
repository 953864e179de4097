package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.models.SharedModels;

/** What the page on models shows of a real model is what the command prints. */
class ModelPageTest {
    @Test
    void thePageShowsTheLayersOfMLsdAsTheyArePrinted() throws IOException {
        Path model = SharedModels.require(SharedModels.M_LSD);
        List<String> shown =
                Files.readString(Path.of("docs", "model.md"))
                        .lines()
                        .dropWhile(line -> !line.endsWith("lanewise layers " + SharedModels.M_LSD))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("    ") || line.isEmpty())
                        .map(line -> line.replaceFirst("^ {4}", ""))
                        .toList();
        String printed = InProcess.run("layers", model.toString()).out();
        assertThat(String.join("\n", shown).strip()).isEqualTo(printed.strip());
    }
}
