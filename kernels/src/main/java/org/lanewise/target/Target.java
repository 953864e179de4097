package org.lanewise.target;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a kernel is generated for: all that schedule rules, default schedules, features and
 * generated code ask of a machine and its JVM. Its text form, such as {@code avx512} or {@code
 * avx2,fma=no,l2=512k}, is a preset and where it differs from that; see {@link #parse}. Immutable
 * and thread-safe.
 *
 * @param isa instructions that vectors are computed with
 * @param vectorBits widest vectors, in bits: 128, 256 or 512
 * @param vectorRegisters vector registers that code can name
 * @param maskedLoads whether a partly filled vector is loaded without touching memory behind it.
 *     Elsewhere C2 loads the whole vector and blends: it reads behind the tensor's end, and with
 *     raw access nothing tells it where that is.
 * @param fma whether a multiply-add is one instruction. Where it is not, Java's {@code fma}
 *     computes with decimal numbers of any length, some ten thousand times slower than a product
 *     and a sum.
 * @param l1 the first data cache of a core
 * @param l2Bytes size of the second cache of a core
 * @param l3Bytes size of the last cache, 0 for none
 */
public record Target(
        Isa isa,
        int vectorBits,
        int vectorRegisters,
        boolean maskedLoads,
        boolean fma,
        FirstCache l1,
        long l2Bytes,
        long l3Bytes) {

    /** A server core with vectors of 512 bits. */
    public static final Target AVX512 = Isa.AVX512.preset();

    /** A desktop core with vectors of 256 bits, and half the registers. */
    public static final Target AVX2 = Isa.AVX2.preset();

    /** Bits of the narrowest vectors that kernels are generated for. */
    public static final int LEAST_BITS = 128;

    /** Bytecodes of the largest method that HotSpot compiles, its HugeMethodLimit. */
    public static final int METHOD_LIMIT = 8000;

    /** Checks the sizes. */
    public Target {
        boolean width = vectorBits == LEAST_BITS || vectorBits == 256 || vectorBits == 512;
        if (!width || vectorRegisters < 8 || l2Bytes < 1 || l3Bytes < 0) {
            throw new IllegalArgumentException(
                    "Vectors of "
                            + vectorBits
                            + " bits, "
                            + vectorRegisters
                            + " registers and caches of "
                            + l2Bytes
                            + " and "
                            + l3Bytes
                            + " bytes are no target; use 128, 256 or 512 bits, 8 registers or more"
                            + " and sizes that are not negative.");
        }
    }

    /**
     * Reads the text form: {@code avx512}, {@code avx2}, {@code sse}, {@code neon} or {@code sve},
     * then, separated by commas, what differs: {@code bits=256}, {@code registers=16}, {@code
     * masks=no}, {@code fma=no}, {@code l1=64x12x64} (sets, ways, bytes a line), {@code l2=512k},
     * {@code l3=32m}.
     *
     * @throws InvalidTargetException if the text is none
     */
    public static Target parse(String text) {
        return TargetText.parse(text);
    }

    /**
     * A target of which no more is known than how wide its vectors are, as in what older versions
     * wrote: the preset with such vectors.
     *
     * @param arm whether it is AArch64
     */
    public static Target ofWidth(boolean arm, int vectorBits) {
        if (arm) {
            return vectorBits > 128 ? Isa.SVE.preset() : Isa.NEON.preset();
        }
        return switch (vectorBits) {
            case 512 -> AVX512;
            case 256 -> AVX2;
            default -> Isa.SSE.preset();
        };
    }

    /**
     * What this processor is to a JVM that is held to narrower vectors, as by {@code -XX:UseAVX=2}:
     * the preset with such vectors and these caches.
     */
    public Target heldTo(int bits) {
        Target preset = ofWidth(isa.family() == Isa.Family.ARM, bits);
        return new Target(
                preset.isa,
                preset.vectorBits,
                preset.vectorRegisters,
                preset.maskedLoads,
                fma,
                l1,
                l2Bytes,
                l3Bytes);
    }

    /** The same {@link #heldTo held to} each narrower width, the widest first. */
    public Stream<Target> narrower() {
        return IntStream.of(256, 128).filter(bits -> bits < vectorBits).mapToObj(this::heldTo);
    }

    /** The same without or with multiply-adds. */
    public Target withFma(boolean has) {
        return new Target(isa, vectorBits, vectorRegisters, maskedLoads, has, l1, l2Bytes, l3Bytes);
    }

    /** Whether every kernel made for {@code other} runs here, and about as was meant there. */
    public boolean runs(Target other) {
        return isa.family() == other.isa.family()
                && vectorBits >= other.vectorBits
                && vectorRegisters >= other.vectorRegisters
                && (maskedLoads || !other.maskedLoads)
                && (fma || !other.fma);
    }

    /** The text form. */
    @Override
    public String toString() {
        return TargetText.print(this);
    }
}
