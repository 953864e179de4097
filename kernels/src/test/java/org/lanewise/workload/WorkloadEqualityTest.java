package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written out by hand compares all that a record holds, later components too. */
class WorkloadEqualityTest {
    /** Two records of a kind that differ in each component, and may be mixed. */
    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(new Size(1, 2), new Size(3, 4)),
                Arguments.of(new Padding(1, 2, 3, 4), new Padding(5, 6, 7, 8)),
                Arguments.of(new Epilogue(false, 0, 6), new Epilogue(true, 1, 7)),
                Arguments.of(
                        Workload.parse("1x16x20x21_m1_k3x4_s1_p1.2.1.2_d1_nchw16c"),
                        Workload.parse("2x32x22x23_m2_k5x2_s2x3_p0_d2x1_nhwc_bias_relu")));
    }

    @ParameterizedTest
    @MethodSource("different")
    void recordsThatDifferInOneComponentAreNotEqual(Record one, Record other) throws Exception {
        RecordComponent[] components = one.getClass().getRecordComponents();
        Constructor<? extends Record> made =
                one.getClass()
                        .getDeclaredConstructor(
                                Arrays.stream(components)
                                        .map(RecordComponent::getType)
                                        .toArray(Class<?>[]::new));
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(one);
        }
        assertThat(made.newInstance(values)).isEqualTo(one).hasSameHashCodeAs(one);
        for (int i = 0; i < values.length; i++) {
            Object own = values[i];
            values[i] = components[i].getAccessor().invoke(other);
            assertThat(values[i]).isNotEqualTo(own);
            assertThat(made.newInstance(values)).as(components[i].getName()).isNotEqualTo(one);
            values[i] = own;
        }
    }
}
