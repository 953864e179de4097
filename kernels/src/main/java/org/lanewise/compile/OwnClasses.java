package org.lanewise.compile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import org.lanewise.kernel.DepthwiseKernel;

/**
 * The classes of this library that kernels import, read through the class loader that loaded the
 * library: an application may have it in a jar within a jar, or in a plugin that its own class path
 * does not name. Not thread-safe.
 */
final class OwnClasses {
    /** Where all of them are. */
    static final String PACKAGE = DepthwiseKernel.class.getPackageName();

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import " + Pattern.quote(PACKAGE) + "\\.(\\w+);");

    private final Map<String, ClassFile> read = new HashMap<>();

    /**
     * The classes that some sources import.
     *
     * @throws KernelCompileException if the class loader does not give a class file
     */
    List<ClassFile> importedBy(Stream<String> sources) {
        return sources.flatMap(source -> IMPORT.matcher(source).results())
                .map(found -> found.group(1))
                .distinct()
                .map(name -> read.computeIfAbsent(name, OwnClasses::read))
                .toList();
    }

    private static ClassFile read(String simpleName) {
        try (InputStream in = DepthwiseKernel.class.getResourceAsStream(simpleName + ".class")) {
            if (in == null) {
                throw new KernelCompileException(
                        "The class loader that has loaded Lanewise does not give the class file of "
                                + simpleName
                                + ", which kernels are compiled against; load a kernel pack.");
            }
            return new ClassFile(simpleName, in.readAllBytes());
        } catch (IOException unreadable) {
            throw new KernelCompileException(
                    "The class file of " + simpleName + " cannot be read: " + unreadable,
                    unreadable);
        }
    }

    /** One of them. */
    static final class ClassFile extends SimpleJavaFileObject {
        private final String simpleName;
        private final byte[] bytes;

        ClassFile(String simpleName, byte[] bytes) {
            super(URI.create("memory:///" + simpleName + Kind.CLASS.extension), Kind.CLASS);
            this.simpleName = simpleName;
            this.bytes = bytes;
        }

        String binaryName() {
            return PACKAGE + "." + simpleName;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
