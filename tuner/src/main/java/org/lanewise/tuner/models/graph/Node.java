package org.lanewise.tuner.models.graph;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One operation.
 *
 * @param name its name in the model, possibly empty
 * @param domain whose operator it is; empty for ONNX's own
 * @param operator what it does
 * @param overload which of a function's forms is called, mostly empty
 * @param opset version of the domain's operators
 * @param inputs names of the values it reads; an empty one is left out
 * @param outputs names of the values it makes; an empty one is of no use to anybody
 * @param attributes its settings
 */
public record Node(
        String name,
        String domain,
        String operator,
        String overload,
        long opset,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {

    /** Whether it is ONNX's own operator of this name. */
    public boolean is(String standard) {
        return domain.isEmpty() && operator.equals(standard);
    }

    /** The operator with its domain, as people write it. */
    public String operatorWords() {
        return domain.isEmpty() ? operator : domain + "." + operator;
    }

    /** The node as it reads in a sentence, such as {@code Conv 'features/0'}. */
    public String words() {
        return operatorWords() + " '" + calledName() + "'";
    }

    /** Its name, or, where it has none, that of its first output. */
    public String calledName() {
        if (!name.isEmpty()) {
            return name;
        }
        return outputs.stream().filter(output -> !output.isEmpty()).findFirst().orElse("");
    }

    /** The name of an input, empty if it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /** A whole number that an attribute holds, or what the operator takes without it. */
    public long whole(String attribute, long absent) {
        return attributes.get(attribute) instanceof Attribute.Whole(long value) ? value : absent;
    }

    /** A number that an attribute holds, or what the operator takes without it. */
    public float real(String attribute, float absent) {
        return attributes.get(attribute) instanceof Attribute.Real(float value) ? value : absent;
    }

    /** Numbers that an attribute holds, or what the operator takes without it. */
    public List<Long> wholes(String attribute, List<Long> absent) {
        return attributes.get(attribute) instanceof Attribute.Wholes(List<Long> values)
                ? values
                : absent;
    }

    /** A word that an attribute holds, or what the operator takes without it. */
    public String text(String attribute, String absent) {
        return attributes.get(attribute) instanceof Attribute.Text(String value) ? value : absent;
    }

    /** Whether an attribute is said. */
    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** The graphs inside it. */
    public Stream<Graph> bodies() {
        return attributes.values().stream()
                .flatMap(attribute ->
                        attribute instanceof Attribute.Body(Graph graph)
                                ? Stream.of(graph)
                                : Stream.empty());
    }
}
