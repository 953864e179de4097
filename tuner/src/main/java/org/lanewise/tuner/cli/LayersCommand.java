package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.reports.Format;
import org.lanewise.tuner.models.InputSizes;
import org.lanewise.tuner.models.ModelLayer;
import org.lanewise.tuner.models.ModelLayers;
import org.lanewise.tuner.models.Models;
import org.lanewise.tuner.models.Refusal;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.tuner.suites.Suites;
import org.lanewise.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise layers}: which depthwise convolutions are in a network? */
@Command(
        name = "layers",
        mixinStandardHelpOptions = true,
        description =
                "Lists the depthwise convolutions of an ONNX model or a suite: what is computed along with each, and"
                        + " which cannot be tuned, and why.")
final class LayersCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL|SUITE",
            description =
                    "An ONNX model (.onnx), a built-in network (see 'lanewise suites'), or a suite file.")
    private String network = "";

    @Option(
            names = "--input",
            paramLabel = "NAME=SIZES",
            description =
                    "Sizes of a model's input, such as image=1x3x224x224, where the model leaves them open or others are"
                            + " wanted. May be given several times.")
    private List<String> inputs = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (Models.looksLikeModel(network)) {
            ModelLayers model = Models.read(Path.of(network), InputSizes.parse(inputs));
            lines(model).forEach(out::println);
        } else {
            table(Suites.find(network)).lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    static TextTable table(Suite suite) {
        TextTable table = new TextTable("layer", "workload", "count", "MFLOP");
        for (Layer layer : suite.layers()) {
            table.row(
                    layer.name(),
                    layer.workload().toString(),
                    Integer.toString(layer.count()),
                    megaFlops(layer.workload()));
        }
        return table;
    }

    private static List<String> lines(ModelLayers model) {
        List<String> lines = new ArrayList<>();
        if (!model.layers().isEmpty()) {
            lines.addAll(table(model.layers()).lines());
            lines.add("");
        }
        lines.add(summary(model));
        model.refused().stream().map(Refusal::words).forEach(lines::add);
        lines.addAll(model.remarks());
        return lines;
    }

    private static TextTable table(List<ModelLayer> layers) {
        TextTable table =
                new TextTable("no", "layer", "workload", "MFLOP", "fused", "not fused", "same as");
        Map<Workload, Integer> first = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            ModelLayer layer = layers.get(i);
            Integer same = first.putIfAbsent(layer.workload(), i + 1);
            table.row(
                    Integer.toString(i + 1),
                    layer.name(),
                    layer.workload().toString(),
                    megaFlops(layer.workload()),
                    String.join(", ", layer.fused()),
                    layer.left().orElse(""),
                    same == null ? "" : "no " + same);
        }
        return table;
    }

    private static String megaFlops(Workload workload) {
        return String.format(Locale.ROOT, "%.2f", workload.flops() / 1e6);
    }

    private static String summary(ModelLayers model) {
        int found = model.layers().size();
        double flops = model.layers().stream().mapToDouble(layer -> layer.workload().flops()).sum();
        String all = Format.count(found, "depthwise convolution");
        String work =
                found == 0
                        ? all
                        : String.format(
                                Locale.ROOT,
                                "%s (%d different), %.1f MFLOP",
                                all,
                                model.shapes(),
                                flops / 1e6);
        int refused = model.refused().size();
        return refused == 0 ? work + "." : work + "; " + refused + " more cannot be tuned:";
    }
}
