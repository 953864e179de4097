package org.lanewise.tuner.peers.adapters;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.lanewise.tuner.peers.ContenderException;

/**
 * XNNPACK's C functions, of which each gives a status. Their parameters are those of the jar's
 * version.
 */
@SuppressWarnings("restricted") // Measuring JVMs have native access.
final class XnnPackLibrary {
    private final MethodHandle create;
    private final MethodHandle reshape;
    private final MethodHandle setup;
    private final MethodHandle run;
    private final MethodHandle delete;

    private XnnPackLibrary(SymbolLookup library) {
        List<MemoryLayout> sizes = Collections.nCopies(11, JAVA_INT);
        List<MemoryLayout> rest =
                List.of(
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        ADDRESS,
                        ADDRESS,
                        JAVA_FLOAT,
                        JAVA_FLOAT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS);
        create =
                function(
                        library,
                        "xnn_create_convolution2d_nhwc_f32",
                        Stream.concat(sizes.stream(), rest.stream()).toArray(MemoryLayout[]::new));
        reshape =
                function(
                        library,
                        "xnn_reshape_convolution2d_nhwc_f32",
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        setup =
                function(
                        library,
                        "xnn_setup_convolution2d_nhwc_f32",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        run = function(library, "xnn_run_operator", ADDRESS, ADDRESS);
        delete = function(library, "xnn_delete_operator", ADDRESS);
        call(function(library, "xnn_initialize", ADDRESS), MemorySegment.NULL);
    }

    /**
     * Loads the library that the jar holds.
     *
     * @throws LinkageError if it does not serve this machine
     */
    static XnnPackLibrary load() {
        String file = Loader.load(tensorflowlite.class);
        return new XnnPackLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
    }

    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    void create(Object... arguments) {
        call(create, arguments);
    }

    void reshape(Object... arguments) {
        call(reshape, arguments);
    }

    void setup(Object... arguments) {
        call(setup, arguments);
    }

    void delete(MemorySegment operator) {
        call(delete, operator);
    }

    /** Runs an operator on the calling thread; what is timed, so nothing is boxed. */
    void run(MemorySegment operator) {
        try {
            check((int) run.invokeExact(operator, MemorySegment.NULL));
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void call(MethodHandle function, Object... arguments) {
        try {
            check((int) function.invokeWithArguments(arguments));
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new ContenderException("XNNPACK: status " + status);
        }
    }
}
