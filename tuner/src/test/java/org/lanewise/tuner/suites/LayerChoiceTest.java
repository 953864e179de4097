package org.lanewise.tuner.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Workload;

class LayerChoiceTest {
    private static Suite suite(String... names) {
        return new Suite(
                "net",
                Stream.of(names)
                        .map(name -> new Layer(name, Workload.parse("8x8x8_k3"), 1))
                        .toList());
    }

    private static List<String> chosen(Suite suite, String wanted) {
        return LayerChoice.of(suite, wanted).stream().map(Layer::name).toList();
    }

    @Test
    void aNumberMeansTheFirstLayersUnlessItIsOnesName() {
        assertThat(chosen(suite("a", "b", "c"), "2")).containsExactly("a", "b");
        assertThat(chosen(suite("1", "2", "3"), "2")).containsExactly("2");
    }

    @Test
    void namesMayHoldCommasAndBlanks() {
        Suite suite = suite("/a, b#1", "c", "d,c", " e ", "f:0");
        assertThat(chosen(suite, "/a, b#1")).containsExactly("/a, b#1");
        assertThat(chosen(suite, "c,/a, b#1,f:0")).containsExactly("c", "/a, b#1", "f:0");
        assertThat(chosen(suite, "d,c")).containsExactly("d,c");
        assertThat(chosen(suite, "c, e")).containsExactly("c", " e ");
    }

    @Test
    void capitalsMeanTheSameUnlessALayerIsNamedWithThem() {
        assertThat(chosen(suite("Conv", "conv"), "conv,Conv")).containsExactly("conv", "Conv");
        assertThat(chosen(suite("Conv"), "CONV")).containsExactly("Conv");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> LayerChoice.of(suite("a", "b"), "a,x"))
                .withMessage("The suite net has no layer 'x'; its layers are a, b.");
    }
}
