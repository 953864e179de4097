package org.lanewise.threads;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.Executor;
import org.lanewise.kernel.DepthwiseKernel;

/**
 * Which threads compute one convolution: the caller alone, the caller with a {@link Team} of its
 * own spinning threads, or the caller with an executor of the application. Thread-safe; one may
 * serve any number of convolutions.
 *
 * <p>A kernel's tasks are split into contiguous shares of equal size, one a thread. A thread gets
 * the same share each time, so that its cores' caches still hold that share's weights. The caller
 * computes the first one, then whatever share no other thread has begun; a thread that wakes late
 * or not at all costs speed, never the result. Nothing is allocated.
 */
public sealed interface Parallelism permits OneThread, Team, Helpers {
    /** The calling thread alone. */
    static Parallelism oneThread() {
        return OneThread.INSTANCE;
    }

    /**
     * The calling thread and up to {@code threads - 1} threads of an executor. Waking a pool's
     * threads usually takes 10 to 50 microseconds, longer than most layers, so this pays for large
     * convolutions; a {@link Team} for small ones too. A caller that comes while another
     * convolution is under way runs alone. An executor that rejects work costs only its help.
     *
     * @param executor gives the helping threads; it stays the caller's to shut down
     * @param threads most threads at once, the caller included, 1 or more
     * @throws IllegalArgumentException if {@code threads} is below 1 or above 65,535
     */
    static Parallelism executor(Executor executor, int threads) {
        return new Helpers(executor, threads);
    }

    /** Most threads that compute one convolution, the caller included. */
    int threads();

    /**
     * Computes all tasks of a kernel, unchecked as {@link DepthwiseKernel} is. Returns when the
     * last one is done. What a share throws in another thread is thrown here, once no thread works
     * on the buffers any more.
     *
     * @param most threads to use at the most, 1 for the caller alone
     */
    @SuppressWarnings("exports") // For the library itself.
    void run(
            DepthwiseKernel kernel,
            MemorySegment input,
            MemorySegment weights,
            MemorySegment bias,
            MemorySegment output,
            int most);
}
