package org.lanewise.tuner.models.graph;

import java.util.Arrays;
import java.util.Locale;

/** What a tensor's elements are; the numbers are those of ONNX files. */
public enum ElementType {
    /** Not said, or none that this version knows. */
    UNKNOWN(0, 0),
    /** Single precision, the only one that kernels compute in. */
    FLOAT(1, 4),
    /** Unsigned byte. */
    UINT8(2, 1),
    /** Signed byte. */
    INT8(3, 1),
    /** Unsigned, two bytes. */
    UINT16(4, 2),
    /** Signed, two bytes. */
    INT16(5, 2),
    /** Signed, four bytes. */
    INT32(6, 4),
    /** Signed, eight bytes: what sizes are computed in. */
    INT64(7, 8),
    /** Text. */
    STRING(8, 0),
    /** A byte that is 0 or 1. */
    BOOL(9, 1),
    /** Half precision. */
    FLOAT16(10, 2),
    /** Double precision. */
    DOUBLE(11, 8),
    /** Unsigned, four bytes. */
    UINT32(12, 4),
    /** Unsigned, eight bytes. */
    UINT64(13, 8),
    /** Half of a single-precision number, its upper one. */
    BFLOAT16(16, 2);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type with this number in ONNX files. */
    public static ElementType of(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Bytes of an element; 0 where they differ or are not known. */
    public int bytes() {
        return bytes;
    }

    /** Whether values have fractions. */
    public boolean fractional() {
        return switch (this) {
            case FLOAT, FLOAT16, DOUBLE, BFLOAT16 -> true;
            case UNKNOWN, UINT8, INT8, UINT16, INT16, INT32, INT64, STRING, BOOL, UINT32, UINT64 ->
                    false;
        };
    }

    /** As it reads in a sentence, such as {@code float16}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A value as this type holds it: single precision rounds, whole numbers drop what is behind the
     * point.
     */
    public double held(double value) {
        return switch (this) {
            case FLOAT -> (float) value;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
            case BFLOAT16 ->
                    Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xffff0000);
            case BOOL -> value == 0 ? 0 : 1;
            case UINT8 -> (long) value & 0xff;
            case INT8 -> (byte) (long) value;
            case UINT16 -> (long) value & 0xffff;
            case INT16 -> (short) (long) value;
            case INT32 -> (int) (long) value;
            case UINT32 -> (long) value & 0xffffffffL;
            case INT64, UINT64 -> (long) value;
            case DOUBLE, STRING, UNKNOWN -> value;
        };
    }
}
