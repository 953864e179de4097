package org.lanewise.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The files of one compilation: some classes stand for the whole class path, and a class file is
 * taken for each kernel; kernels have no nested classes.
 */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final List<OwnClasses.ClassFile> classPath;
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    MemoryFiles(StandardJavaFileManager files, List<OwnClasses.ClassFile> classPath) {
        super(files);
        this.classPath = classPath;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        return packageName.equals(OwnClasses.PACKAGE) && kinds.contains(JavaFileObject.Kind.CLASS)
                ? List.copyOf(classPath)
                : List.of();
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof OwnClasses.ClassFile ours
                ? ours.binaryName()
                : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(
                URI.create("memory:///" + className.replace('.', '/')), kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                written.put(className, file);
                return file;
            }
        };
    }

    byte[] classFile(String className) {
        return Objects.requireNonNull(written.get(className), className).toByteArray();
    }

    @Override
    public void close() {
        // The file manager underneath outlives one compilation.
    }
}
