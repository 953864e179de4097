package org.lanewise.tuner.peers.adapters;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.lanewise.workload.Layout;

/** Lanewise's layouts by the names that oneDNN gives them. */
enum TensorFormat {
    NCHW("nchw", memory.format_tag.nchw),
    NHWC("nhwc", memory.format_tag.nhwc),
    NCHW8C("nChw8c", memory.format_tag.nChw8c),
    NCHW16C("nChw16c", memory.format_tag.nChw16c);

    private final String text;
    private final memory.format_tag tag;

    TensorFormat(String text, memory.format_tag tag) {
        this.text = text;
        this.tag = tag;
    }

    static TensorFormat of(Layout layout) {
        return switch (layout) {
            case NCHW -> NCHW;
            case NHWC -> NHWC;
            case NCHW8C -> NCHW8C;
            case NCHW16C -> NCHW16C;
        };
    }

    String text() {
        return text;
    }

    memory.format_tag tag() {
        return tag;
    }

    /** The name of a tensor's format, or that it is another than these. */
    static String describe(memory.desc tensor, long[] dims) {
        return Arrays.stream(values())
                .filter(format -> format.matches(tensor, dims))
                .map(TensorFormat::text)
                .findFirst()
                .orElse("another format");
    }

    private boolean matches(memory.desc tensor, long[] dims) {
        try (memory.desc own = new memory.desc(dims, memory.data_type.f32, tag)) {
            return own.equals(tensor);
        }
    }
}
