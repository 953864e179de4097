package org.lanewise.reports.page;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Panel;
import org.lanewise.reports.Run;
import org.lanewise.reports.panels.AblationReader;
import org.lanewise.reports.panels.ChoicesReader;
import org.lanewise.reports.panels.CodeReader;
import org.lanewise.reports.panels.FailuresReader;
import org.lanewise.reports.panels.FinalistsReader;
import org.lanewise.reports.panels.LayersReader;
import org.lanewise.reports.panels.LimitsReader;
import org.lanewise.reports.panels.MachineReader;
import org.lanewise.reports.panels.PeersReader;
import org.lanewise.reports.panels.PredictionsReader;
import org.lanewise.reports.panels.ProgressReader;
import org.lanewise.reports.panels.RepeatReader;
import org.lanewise.reports.panels.RooflineReader;
import org.lanewise.reports.panels.TimeReader;
import org.lanewise.reports.panels.VerdictReader;

/**
 * The panels of a run's page, in the order in which readers ask. A new one is a record, a reader, a
 * template, a test, and a line here.
 */
final class Panels {
    /** Before the layers. */
    static final List<Function<Run, Panel>> OF_RUN =
            List.of(
                    VerdictReader::read,
                    LayersReader::read,
                    PeersReader::read,
                    RooflineReader::read);

    /** Of each layer. */
    static final List<BiFunction<Run, LayerRun, Panel>> OF_LAYER =
            List.of(
                    (run, layer) -> ProgressReader.read(layer),
                    (run, layer) -> PredictionsReader.read(layer),
                    (run, layer) -> ChoicesReader.read(layer),
                    (run, layer) -> AblationReader.read(layer),
                    LimitsReader::read,
                    (run, layer) -> FinalistsReader.read(layer),
                    (run, layer) -> FailuresReader.read(layer),
                    (run, layer) -> CodeReader.read(layer),
                    MachineReader::read);

    /** Behind the layers. */
    static final List<Function<Run, Panel>> AFTER_LAYERS =
            List.of(TimeReader::read, RepeatReader::read);

    private Panels() {}
}
