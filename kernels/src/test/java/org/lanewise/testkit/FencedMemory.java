package org.lanewise.testkit;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory that ends, or begins, at a page that may not be touched: one byte too far and the process
 * dies. Linux only; never freed.
 */
final class FencedMemory {
    /** The end of the buffer that lies at the forbidden page; there is one at the other, too. */
    enum Flush {
        BEGIN,
        END
    }

    /** A multiple of every page size in use. */
    private static final long PAGE = 65_536;

    private static final int PROT_NONE = 0;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MMAP =
            function(
                    "mmap",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG));
    private static final MethodHandle MPROTECT =
            function(
                    "mprotect",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT));

    private FencedMemory() {}

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /** A buffer of NaN. */
    @SuppressWarnings("restricted")
    static MemorySegment allocate(long floats, Flush flush) {
        long bytes = floats * Float.BYTES;
        long open = Math.ceilDiv(Math.max(1, bytes), PAGE) * PAGE;
        long first = map(PAGE + open + PAGE) + PAGE;
        protect(first - PAGE);
        protect(first + open);
        long address = flush == Flush.BEGIN ? first : first + open - bytes;
        return MemorySegment.ofAddress(address).reinterpret(bytes).fill((byte) 0xFF);
    }

    static MemorySegment copyOf(float[] values, Flush flush) {
        MemorySegment memory = allocate(values.length, flush);
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, values.length);
        return memory;
    }

    private static long map(long bytes) {
        try {
            long address =
                    (long)
                            MMAP.invokeExact(
                                    0L, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (address == -1) {
                throw new IllegalStateException("mmap refused " + bytes + " bytes");
            }
            return address;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void protect(long address) {
        try {
            if ((int) MPROTECT.invokeExact(address, PAGE, PROT_NONE) != 0) {
                throw new IllegalStateException("mprotect failed");
            }
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
