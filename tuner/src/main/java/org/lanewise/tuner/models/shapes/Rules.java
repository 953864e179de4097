package org.lanewise.tuner.models.shapes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.tuner.models.graph.Node;

/** For each operator what it makes of sizes. Those with graphs inside are in {@link Bodies}. */
final class Rules {
    private static final Map<String, Rule> RULES = all();

    private Rules() {}

    private static Map<String, Rule> all() {
        Map<String, Rule> rules = new HashMap<>();
        WindowRules.add(rules);
        Elementwise.add(rules);
        LayoutRules.add(rules);
        SourceRules.add(rules);
        ExtentRules.add(rules);
        ReductionRules.add(rules);
        return Map.copyOf(rules);
    }

    static List<Fact> infer(Call call) {
        Node node = call.node();
        Rule rule = node.domain().isEmpty() ? RULES.get(node.operator()) : null;
        if (rule == null) {
            throw call.undecided("is an operator whose output sizes are not known here");
        }
        return rule.infer(call);
    }
}
