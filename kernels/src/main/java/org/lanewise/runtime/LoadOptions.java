package org.lanewise.runtime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.lanewise.threads.Parallelism;

/**
 * What an application chooses when it loads kernels. Immutable.
 *
 * @param fallback what to do where no tuned kernel fits
 * @param parallelism the threads that compute each convolution; they stay the caller's to close
 * @param untuned a suite file that collects the workloads which were asked for but not tuned, for
 *     {@code lanewise tune}; empty to collect none
 * @param listener hears, in a sentence, of each convolution that gets no tuned kernel, whatever the
 *     fallback; in the thread that asks for it or warms it up
 */
public record LoadOptions(
        Fallback fallback,
        Parallelism parallelism,
        Optional<Path> untuned,
        Consumer<String> listener) {
    /** Warn of what is not tuned, compute on the calling thread, collect nothing. */
    public static final LoadOptions DEFAULT =
            new LoadOptions(Fallback.WARN, Parallelism.oneThread(), Optional.empty(), new Nobody());

    /** A class, so that whoever loads a pack does not wait until the JVM can link a lambda. */
    private record Nobody() implements Consumer<String> {
        @Override
        public void accept(String sentence) {
            // Nobody listens.
        }
    }

    /** The same with another fallback. */
    public LoadOptions with(Fallback other) {
        return new LoadOptions(other, parallelism, untuned, listener);
    }

    /** The same with other threads. */
    public LoadOptions with(Parallelism other) {
        return new LoadOptions(fallback, other, untuned, listener);
    }

    /**
     * The same, collecting untuned workloads in a file. Where that cannot be written, a warning of
     * the {@link System.Logger} named {@code org.lanewise} says so once, whatever the fallback, and
     * it is tried again with the next one.
     */
    public LoadOptions collectingIn(Path file) {
        return new LoadOptions(fallback, parallelism, Optional.of(file), listener);
    }

    /** The same, telling somebody of each convolution that gets no tuned kernel. */
    public LoadOptions telling(Consumer<String> other) {
        return new LoadOptions(fallback, parallelism, untuned, other);
    }

    /**
     * Tells of a selection if it is none of tuning.
     *
     * @throws FallbackException if it may not be, under {@link Fallback#FAIL}
     */
    void accept(Selection selection) {
        if (!selection.level().tuned()) {
            Events.fallback(selection);
            listener.accept(selection.words());
            fallback.apply(selection);
        }
    }
}
