package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.kernel.DepthwiseKernel;
import org.lanewise.pack.JarClasses;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

class JarKernelsTest {
    private static final LegalSchedule LEGAL =
            ScheduleSpace.of(Workload.parse("16x8x8_k3_s1_p1_nchw16c"), Target.parse("sse"))
                    .admit(SampleConfigs.BEST);
    private static final String NAME = JarClasses.nameOf(LEGAL);

    /** What a jar of kernels holds. */
    public static class Fit implements DepthwiseKernel {
        /** For what extends it. */
        public Fit() {}

        @Override
        public int tasks() {
            return 7;
        }

        @Override
        public void run(
                MemorySegment input,
                MemorySegment weights,
                MemorySegment bias,
                MemorySegment output,
                int from,
                int to,
                int tiles) {}
    }

    /** Has one class by the kernel's name. */
    private static final class Loader extends ClassLoader {
        private final byte[] bytes;

        Loader(byte[] bytes) {
            super(JarKernelsTest.class.getClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(NAME)) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** Its class of the kernel's name is one of these. */
    private static Loader having(Class<?> type) {
        ClassDesc parent = type.describeConstable().orElseThrow();
        return new Loader(
                ClassFile.of()
                        .build(
                                ClassDesc.of(NAME),
                                made ->
                                        made.withFlags(ClassFile.ACC_PUBLIC)
                                                .withSuperclass(parent)
                                                .withMethodBody(
                                                        ConstantDescs.INIT_NAME,
                                                        ConstantDescs.MTD_void,
                                                        ClassFile.ACC_PUBLIC,
                                                        code ->
                                                                code.aload(0)
                                                                        .invokespecial(
                                                                                parent,
                                                                                ConstantDescs
                                                                                        .INIT_NAME,
                                                                                ConstantDescs
                                                                                        .MTD_void)
                                                                        .return_())));
    }

    private static Supplied get(ClassLoader... loaders) {
        return new JarKernels(List.of(loaders)).get(LEGAL);
    }

    @Test
    void whereTheFirstLoaderHasNoneThatFitsTheNextIsAsked() {
        for (Loader unfit : List.of(having(Object.class), new Loader(new byte[4]))) {
            assertThat(get(unfit, having(Fit.class)))
                    .isInstanceOfSatisfying(
                            Supplied.Ready.class,
                            ready -> assertThat(ready.kernel().tasks()).isEqualTo(7));
        }
    }

    @Test
    void whereNoneFitsThatIsSaidThoughALaterLoaderHasNone() {
        ClassLoader empty = JarKernelsTest.class.getClassLoader();
        assertThat(get(having(Object.class), empty))
                .isInstanceOfSatisfying(
                        Supplied.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .startsWith("in a jar is none that this JVM takes (")
                                        .contains("ClassCastException"));
        assertThat(get(new Loader(new byte[4]), empty))
                .isInstanceOfSatisfying(
                        Supplied.Refused.class,
                        refused -> assertThat(refused.why()).contains("ClassFormatError"));
        assertThat(get(empty)).isEqualTo(new Supplied.Refused(""));
    }
}
