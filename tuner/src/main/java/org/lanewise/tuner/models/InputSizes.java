package org.lanewise.tuner.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.tuner.models.graph.ModelException;

/** Reads what users say of the sizes of a model's inputs. */
public final class InputSizes {
    private InputSizes() {}

    /**
     * Sizes by the input's name, which may hold any characters.
     *
     * @param texts such as {@code image=1x3x224x224}
     * @throws ModelException if one is not of this form, or an input is named twice
     */
    public static Map<String, List<Long>> parse(List<String> texts) {
        Map<String, List<Long>> sizes = new LinkedHashMap<>();
        for (String text : texts) {
            int end = text.lastIndexOf('=');
            String behind = text.substring(end + 1);
            if (end < 1 || !behind.matches("[1-9]\\d{0,8}(x[1-9]\\d{0,8}){0,7}")) {
                throw new ModelException(
                        "'"
                                + text
                                + "' names no sizes of an input; say --input image=1x3x224x224.");
            }
            String name = text.substring(0, end);
            if (sizes.put(name, Arrays.stream(behind.split("x")).map(Long::valueOf).toList())
                    != null) {
                throw new ModelException("The sizes of the input '" + name + "' are said twice.");
            }
        }
        return sizes;
    }
}
