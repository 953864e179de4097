package org.lanewise.tuner.models.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.models.graph.ModelException;

/**
 * Copies a model without its weights: in their place stands where in the file they are. Counts the
 * messages on the way, before an object is built for any: two bytes of a file may ask for one of a
 * hundred, so that a small file could fill the memory.
 */
final class Thinning {
    /** Names the external data that is in the model's own file. */
    static final String OWN_FILE = "org.lanewise.own-file";

    /** Real models have some ten for each node; a hundred thousand nodes are within it. */
    private static final int MOST_MESSAGES = 2_000_000;

    /** What protocol buffers allow; a graph inside a graph takes three. */
    private static final int DEEPEST = 100;

    /** What a model may have beside its weights. */
    private static final long MOST_BYTES = 1L << 28;

    /** Smaller constants may be sizes, which are asked for at once. */
    private static final int SMALL = 4096;

    private final CodedInputStream in;
    private final String name;
    private final boolean thin;
    private int messages;
    private long bytes;

    private Thinning(CodedInputStream in, String name, boolean thin) {
        this.in = in;
        this.name = name;
        this.thin = thin;
    }

    /**
     * Copies a model.
     *
     * @param size bytes of it
     * @param name what messages call it
     * @param thin whether weights are left out
     * @throws ModelException if it holds too much, or too deep
     * @throws IOException if it is malformed
     */
    static byte[] copy(InputStream file, int size, String name, boolean thin) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(file, 1 << 16);
        in.pushLimit(size);
        return new Thinning(in, name, thin).message(ModelProto.getDescriptor(), 0);
    }

    private byte[] message(Descriptor type, int depth) throws IOException {
        count(depth);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(copy);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                delimited(field, tag, out, depth);
            } else {
                number(tag, out);
            }
        }
        out.flush();
        return copy.toByteArray();
    }

    private void count(int depth) {
        if (depth == DEEPEST) {
            throw new ModelException(
                    "The model "
                            + name
                            + " has graphs inside graphs more than "
                            + DEEPEST / 3
                            + " deep; that is not read.");
        }
        if (++messages > MOST_MESSAGES) {
            throw new ModelException(
                    "The model "
                            + name
                            + " has more than "
                            + MOST_MESSAGES
                            + " nodes, attributes and tensors; that many are not read.");
        }
    }

    private void delimited(
            @Nullable FieldDescriptor field, int tag, CodedOutputStream out, int depth)
            throws IOException {
        int length = in.readRawVarint32();
        int outer = in.pushLimit(length);
        if (field != null && field.getType() == FieldDescriptor.Type.MESSAGE) {
            byte[] nested = message(field.getMessageType(), depth + 1);
            in.checkLastTagWas(0);
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(nested.length);
            out.writeRawBytes(nested);
        } else if (thin && length > SMALL && field != null && isWeights(field)) {
            place(in.getTotalBytesRead(), length, out);
            in.skipRawBytes(length);
        } else {
            keep(length);
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(length);
            out.writeRawBytes(in.readRawBytes(length));
        }
        in.popLimit(outer);
    }

    private void keep(int length) {
        bytes += length;
        if (bytes > MOST_BYTES) {
            throw new ModelException(
                    "The model "
                            + name
                            + " has more than "
                            + (MOST_BYTES >> 20)
                            + " MiB beside its weights; that much is not read.");
        }
    }

    private static boolean isWeights(FieldDescriptor field) {
        return field.getContainingType() == TensorProto.getDescriptor()
                && field.getNumber() == TensorProto.RAW_DATA_FIELD_NUMBER;
    }

    private static void place(int offset, int length, CodedOutputStream out) throws IOException {
        out.writeEnum(
                TensorProto.DATA_LOCATION_FIELD_NUMBER,
                TensorProto.DataLocation.EXTERNAL.getNumber());
        entry(OWN_FILE, "", out);
        entry("offset", Integer.toString(offset), out);
        entry("length", Integer.toString(length), out);
    }

    private static void entry(String key, String value, CodedOutputStream out) throws IOException {
        out.writeMessage(
                TensorProto.EXTERNAL_DATA_FIELD_NUMBER,
                StringStringEntryProto.newBuilder().setKey(key).setValue(value).build());
    }

    private void number(int tag, CodedOutputStream out) throws IOException {
        bytes += Long.BYTES;
        out.writeUInt32NoTag(tag);
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> out.writeUInt64NoTag(in.readRawVarint64());
            case WireFormat.WIRETYPE_FIXED32 -> out.writeFixed32NoTag(in.readRawLittleEndian32());
            case WireFormat.WIRETYPE_FIXED64 -> out.writeFixed64NoTag(in.readRawLittleEndian64());
            default -> throw new InvalidProtocolBufferException("ONNX files hold no groups");
        }
    }
}
