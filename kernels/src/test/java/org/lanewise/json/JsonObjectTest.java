package org.lanewise.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class JsonObjectTest {
    private static final JsonObject ALL =
            new JsonObject()
                    .with("text", "a \"quoted\" ü\n")
                    .with("truth", true)
                    .with("double", 0.1)
                    .with("large", 1L << 40)
                    .with("object", new JsonObject().with("x", 1))
                    .with("objects", List.of(new JsonObject().with("x", 2)))
                    .with("none", List.of())
                    .with("texts", List.of("a", "b"));

    @Test
    void whatWasWrittenIsReadOnOneLineAndOnSeveral() {
        assertThat(ALL.line()).doesNotContain("\n");
        assertThat(ALL.pretty()).endsWith("}\n").contains("\n  \"");
        for (String text : List.of(ALL.line(), ALL.pretty())) {
            JsonObject read = JsonObject.parse(text);
            assertThat(read.text("text")).isEqualTo("a \"quoted\" ü\n");
            assertThat(read.truth("truth")).isTrue();
            assertThat(read.number("double")).isEqualTo(0.1);
            assertThat(read.integer("large")).isEqualTo(1L << 40);
            assertThat(read.object("object").small("x")).isEqualTo(1);
            assertThat(read.objects("objects").getFirst().small("x")).isEqualTo(2);
            assertThat(read.objects("none")).isEmpty();
            assertThat(read.texts("texts")).containsExactly("a", "b");
            assertThat(read.names()).startsWith("text", "truth");
        }
    }

    @Test
    void numbersComeBackToTheLastBit() {
        Random random = new Random(20261125);
        for (int i = 0; i < 10_000; i++) {
            double number = random.nextDouble() * Math.pow(10, random.nextInt(8));
            String text = new JsonObject().with("x", number).line();
            assertThat(JsonObject.parse(text).number("x")).as(text).isEqualTo(number);
        }
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsNamed() {
        JsonObject json = JsonObject.parse("{\"x\": 1.5, \"large\": 1e12, \"gone\": null}");
        assertThat(json.has("gone")).isFalse();
        refused(() -> json.text("gone"), "it lacks \"gone\".");
        refused(() -> json.number("y"), "it lacks \"y\".");
        refused(() -> json.text("x"), "\"x\" is not what it should be.");
        refused(() -> json.objects("x"), "\"x\" is not what it should be.");
        refused(() -> json.integer("x"), "\"x\" is 1.5, no integer.");
        refused(() -> json.small("large"), "\"large\" is too large: 1000000000000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"a\": ", "{\"a\" 1}", "{\"a\": 1.2.3}", "42", "words"})
    void whatIsNoObjectIsRefused(String text) {
        refused(() -> JsonObject.parse(text), "it is not the JSON one holds.");
    }

    private static void refused(Runnable reading, String message) {
        assertThatIllegalArgumentException().isThrownBy(reading::run).withMessage(message);
    }
}
