package org.lanewise.tuner.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.files.OneLine;
import org.lanewise.tuner.models.graph.Graph;
import org.lanewise.tuner.models.graph.Inliner;
import org.lanewise.tuner.models.graph.Model;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.onnx.OnnxFile;
import org.lanewise.tuner.models.shapes.Inference;

/** Finds the depthwise convolutions of ONNX models. */
public final class Models {
    /** The newest version of ONNX's operators whose rules are known here. */
    private static final long NEWEST_OPSET = 28;

    private Models() {}

    /** Whether a file's name says that it is a model. */
    public static boolean looksLikeModel(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /**
     * The depthwise convolutions of a file.
     *
     * @param sizes sizes of inputs by name, where the model leaves them open or others are wanted
     * @throws ModelException with one sentence, if it is no model that can be understood
     */
    public static ModelLayers read(Path file, Map<String, List<Long>> sizes) {
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)(?<=.)\\.onnx$", "");
        return layers(OnnxFile.read(file), name, sizes);
    }

    /**
     * The depthwise convolutions of a model.
     *
     * @param name what to call it
     * @param sizes sizes of inputs by name
     * @throws ModelException if it cannot be understood
     */
    static ModelLayers layers(Model model, String name, Map<String, List<Long>> sizes) {
        try {
            Graph graph = Inliner.inline(model);
            ModelInputs inputs = ModelInputs.of(graph, sizes);
            Finder found = Finder.search(Inference.infer(graph, inputs.facts(), inputs.infos()));
            List<String> remarks = new ArrayList<>(found.remarks());
            if (model.opset() > NEWEST_OPSET) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "The model uses version %d of ONNX's operators; they are read by the rules of version %d, the newest known here.",
                                model.opset(),
                                NEWEST_OPSET));
            }
            return new ModelLayers(
                    named(name, sizes), found.layers(), found.refused(), remarks, inputs.sizes());
        } catch (ModelException known) {
            // Names of nodes and values may hold line ends.
            throw new ModelException(OneLine.of(String.valueOf(known.getMessage())));
        }
    }

    /** Results for other sizes are results of another network. */
    private static String named(String name, Map<String, List<Long>> sizes) {
        return sizes.isEmpty()
                ? name
                : name
                        + "@"
                        + sizes.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> ModelInputs.words(entry.getValue()))
                                .collect(Collectors.joining("_"));
    }
}
