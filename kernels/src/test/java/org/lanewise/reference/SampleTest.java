package org.lanewise.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.workload.Workload;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SampleTest {
    /** Outputs by their numbers, in the order of the plain layout. */
    private record Outputs(Workload workload, int stored, BitSet numbers) {
        static Outputs of(Workload workload) {
            Sample sample = Sample.of(workload);
            int stored = workload.layout().storedChannels(workload.outputChannels());
            Outputs outputs = new Outputs(workload, stored, new BitSet());
            sample.forEach((image, channel, row, column) ->
                    outputs.numbers.set(outputs.number(image, channel, row, column)));
            // None of them twice.
            assertThat((long) outputs.numbers.cardinality()).isEqualTo(sample.count());
            return outputs;
        }

        private int number(int image, int channel, int row, int column) {
            int plane = image * stored + channel;
            return (plane * workload.output().h() + row) * workload.output().w() + column;
        }

        boolean contains(int image, int channel, int row, int column) {
            return numbers.get(number(image, channel, row, column));
        }

        /** Rows of a channel of the first image of which any output is there. */
        Set<Integer> rows(int channel) {
            return IntStream.range(0, workload.output().h())
                    .filter(row -> {
                        int first = number(0, channel, row, 0);
                        int next = numbers.nextSetBit(first);
                        return next >= 0 && next < first + workload.output().w();
                    })
                    .boxed()
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64x1024x1024_k7_s1_p3",
                "3x2000x2000_k127_s1_p63_nhwc",
                "2000x1x20000_k1",
                "64x200000x1_k9x1",
                "500x100x100x100_k3_s1_p1",
                "5000x1000x2x2_k1_nchw8c"
            })
    void ofALargeWorkloadEveryDimensionsEndsAreInTheSampleAndItStaysSmall(String text) {
        Workload workload = Workload.parse(text);
        Sample sample = Sample.of(workload);
        assertThat(sample.isAll()).isFalse();
        assertThat(sample.count()).isLessThanOrEqualTo(1 << 22);
        assertThat(sample.count() * workload.taps()).isLessThanOrEqualTo(1 << 27);
        Outputs outputs = Outputs.of(workload);
        assertThat(outputs.contains(0, 0, 0, 0)).isTrue();
        assertThat(
                        outputs.contains(
                                workload.batch() - 1,
                                workload.outputChannels() - 1,
                                workload.output().h() - 1,
                                workload.output().w() - 1))
                .isTrue();
    }

    @Test
    void otherRowsAreDrawnForEachPlaneAndTheSameOnesEachTime() {
        Workload workload = Workload.parse("64x1024x1024_k7_s1_p3");
        Outputs outputs = Outputs.of(workload);
        assertThat(Outputs.of(workload)).isEqualTo(outputs);
        List<Set<Integer>> rows = IntStream.range(0, 64).mapToObj(outputs::rows).toList();
        assertThat(rows)
                .doesNotHaveDuplicates()
                .allSatisfy(some -> assertThat(some).contains(0, 1, 1022, 1023));
    }

    @Test
    void theFillingOfTheLastBlockAndTheLastRealChannelAreInTheSample() {
        Workload workload = Workload.parse("35x1000x1000_k3_s1_p1_nchw16c");
        Outputs outputs = Outputs.of(workload);
        assertThat(List.of(0, 34, 47))
                .allSatisfy(channel -> assertThat(outputs.rows(channel)).isNotEmpty());
    }

    @Test
    void aSmallWorkloadIsTakenWhole() {
        Workload workload = Workload.parse("2x20x9x7_k3_s2_p1_nchw8c");
        Sample sample = Sample.of(workload);
        assertThat(sample.isAll()).isTrue();
        assertThat(sample.count()).isEqualTo(workload.outputElements());
    }
}
