package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** The end of convolutions and of kernels. */
@Timeout(300)
class CloseTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final int WEIGHTS = 20 * 9;

    /** Longer than any test waits, shorter than any timeout. */
    private static final Duration LONG = Duration.ofSeconds(200);

    private final TunedKernels kernels =
            TunedKernels.of(SampleConfigs.here(WORKLOAD), LoadOptions.DEFAULT);

    static Stream<Method> methodsOfConvolutions() {
        return publicMethods(DepthwiseConv.class);
    }

    static Stream<Method> methodsOfKernels() {
        return publicMethods(TunedKernels.class);
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Set.of("close", "toString").contains(method.getName()));
    }

    @Test
    void aLogMayNameAConvolutionWhetherItIsClosedOrNot() {
        String name = WORKLOAD + " with schedule " + SampleConfigs.BEST;
        DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS]);
        assertThat(conv).hasToString(name);
        conv.close();
        assertThat(conv).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("methodsOfConvolutions")
    void everyMethodOfAClosedConvolutionSaysAtOnceThatItIsClosed(Method method) {
        DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS]);
        conv.close();
        assertThatThrownBy(() -> method.invoke(conv, argumentsOf(method)))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The convolution is closed already.");
    }

    @ParameterizedTest
    @MethodSource("methodsOfKernels")
    void everyMethodOfClosedKernelsSaysAtOnceThatTheyAreClosed(Method method) {
        kernels.close();
        assertThatThrownBy(() -> method.invoke(kernels, argumentsOf(method)))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The kernels are closed already.");
    }

    private static Object[] argumentsOf(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == Workload.class ? WORKLOAD : null)
                .toArray();
    }

    @Test
    void closingTwiceIsTheSameAsClosingOnce() {
        DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS]);
        conv.close();
        conv.close();
        kernels.close();
        kernels.close();
        assertThatThrownBy(conv::threads).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void convolutionsOutliveTheKernelsTheyCameFrom() {
        try (DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS])) {
            kernels.close();
            float[] output = new float[(int) WORKLOAD.outputElements()];
            Arrays.fill(output, 1);
            conv.run(new float[(int) WORKLOAD.inputElements()], output);
            assertThat(output).containsOnly(0);
        }
    }

    @Test
    void aWarmUpEndsWhenTheConvolutionIsClosed() {
        DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS]);
        assertThatThrownBy(() -> conv.warmUp(LONG, (elapsed, bytes) -> conv.close()))
                .isInstanceOf(IllegalStateException.class);
        DepthwiseConv other = kernels.depthwise(WORKLOAD, new float[WEIGHTS]);
        CompletableFuture<WarmUp.Result> ready = other.ready(LONG);
        other.close();
        assertThat(ready.handle((result, closed) -> result != null || closed != null).join())
                .isTrue();
    }

    /** Far more than nanoseconds can count. */
    @Test
    void aWarmUpTakesALimitOfAnyLength() {
        try (DepthwiseConv conv = kernels.depthwise(WORKLOAD, new float[WEIGHTS])) {
            assertThat(conv.warmUp(Duration.ofSeconds(Long.MAX_VALUE)))
                    .isInstanceOf(WarmUp.Result.Ready.class);
        }
    }

    @Test
    @Tag("slow")
    void convolutionsClosedUnderTheThreadsThatUseThemRefuseThemAndNothingElse() {
        ChildJvm.Result child = ChildJvm.run(List.of(), Map.of(), CloseMain.class);
        assertThat(child.exitCode()).as(child.output()).isZero();
        assertThat(child.output()).contains("refused 1200 of 1200");
    }
}
