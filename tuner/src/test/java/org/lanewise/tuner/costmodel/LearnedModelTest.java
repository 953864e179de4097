package org.lanewise.tuner.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.features.FeatureSet;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class LearnedModelTest {
    private static final Workload WORKLOAD = Workload.parse("64x12x12_k3_s1_p1_nchw16c");

    /** Costs that grow with one feature alone. */
    private static List<Example> examples() {
        Random random = new Random(7);
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    float[] features = new float[FeatureSet.current().size()];
                    features[3] = random.nextInt(10);
                    return new Example(WORKLOAD, features, OptionalDouble.of(100 + features[3]));
                })
                .toList();
    }

    private static byte[] bytes(LearnedModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        LearnedModel model = LearnedModel.train(examples(), 1);
        LearnedModel read = LearnedModel.read(new ByteArrayInputStream(bytes(model)));
        assertThat(examples())
                .allSatisfy(example ->
                        assertThat(read.predict(example.features()))
                                .isEqualTo(model.predict(example.features())));
        assertThat(bytes(read)).isEqualTo(bytes(model));
    }

    @Test
    void whatIsAlikeInAllTrialsTeachesNothing() throws IOException {
        List<Example> alike = examples().subList(0, 1);
        LearnedModel model = LearnedModel.train(alike, 1);
        LearnedModel read = LearnedModel.read(new ByteArrayInputStream(bytes(model)));
        assertThat(read.predict(alike.getFirst().features())).isEqualTo(-1);
    }

    @Test
    void nothingIsLearnedFromNothing() {
        assertThatThrownBy(() -> LearnedModel.train(List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalTrialsGiveEqualBytes() throws IOException {
        assertThat(bytes(LearnedModel.train(examples(), 1)))
                .isEqualTo(bytes(LearnedModel.train(examples(), 1)));
    }

    @Test
    void aModelThatHasNotSeenAFeatureIsReadOnAndSaysTheSameWhateverItIs() throws IOException {
        List<Example> examples = examples();
        LearnedModel model = LearnedModel.train(examples, 1);
        assertThat(model.text().lines().skip(1).findFirst())
                .hasValue(FeatureSet.current().names().get(3));
        LearnedModel read = LearnedModel.read(new ByteArrayInputStream(bytes(model)));
        float[] slow = examples.getFirst().features().clone();
        slow[3] = 9;
        float[] fast = slow.clone();
        fast[3] = 0;
        assertThat(read.predict(fast)).isLessThan(read.predict(slow));
        double before = read.predict(slow);
        slow[0] = 1e6f;
        assertThat(read.predict(slow)).isEqualTo(before);
    }

    @Test
    void aModelOfOtherFeaturesIsRefusedInASentence() throws IOException {
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(other)) {
            out.write("lanewise-model 1\nwidth height\n0\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> LearnedModel.read(new ByteArrayInputStream(other.toByteArray())))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The cost model was trained with features that this version does not have; train it anew.");
    }

    /** The default was found by hand, so a model that knows anything puts it before most. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80x30x30_k3_s1_p1_nchw16c",
                "176x18x18_k5_s1_p2_nhwc",
                "40x44x44_k3_s1_p1_nchw"
            })
    void theOneThatComesWithTheTunerKnowsGoodSchedulesFromBad(String text) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(text), Target.AVX512);
        List<LegalSchedule> all = space.legal().toList();
        double ofDefault = predicted(space.requireDefault());
        long before =
                new Random(3)
                        .ints(300, 0, all.size())
                        .filter(i -> predicted(all.get(i)) < ofDefault)
                        .count();
        assertThat(before).isLessThan(60);
    }

    private static double predicted(LegalSchedule legal) {
        TrainingRow row =
                new TrainingRow(legal.workload(), legal.schedule(), OptionalDouble.empty());
        return LearnedModel.builtIn().predict(row.example(Target.AVX512).features());
    }
}
