package org.lanewise.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.lanewise.codegen.KernelSource;
import org.lanewise.generated.KernelDefiner;

/**
 * Compiles generated source in memory with the JDK's own compiler, against the classes of this
 * library as its own class loader has them: wherever the library was loaded from, kernels find
 * them, and the class path is not searched. Keeps javac's view of the JDK between compilations,
 * which makes all but the first one fast. Not thread-safe; close it when done.
 */
public final class KernelCompiler implements AutoCloseable {
    /** Oldest Java that kernels run on, whichever compiles them. */
    public static final int OLDEST_JAVA = 25;

    /** Not {@code --release}: that hides incubator modules. */
    private static final List<String> OPTIONS =
            List.of(
                    "-source",
                    Integer.toString(OLDEST_JAVA),
                    "-target",
                    Integer.toString(OLDEST_JAVA),
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-proc:none",
                    "-Xlint:none");

    private final JavaCompiler javac;
    private final StandardJavaFileManager files;
    private final List<String> options;
    private final OwnClasses ownClasses = new OwnClasses();

    /**
     * Finds the JDK's compiler.
     *
     * @throws KernelCompileException if this Java has none
     */
    public KernelCompiler() {
        this("-g:none");
    }

    private KernelCompiler(String debug) {
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw new KernelCompileException(
                    "This Java has no compiler (module jdk.compiler); run on a full JDK.");
        }
        this.javac = found;
        this.files = javac.getStandardFileManager(null, Locale.ROOT, null);
        this.options = Stream.concat(OPTIONS.stream(), Stream.of(debug)).toList();
    }

    /**
     * The same, but class files tell which line of the source each bytecode is of.
     *
     * @throws KernelCompileException if this Java has none
     */
    public static KernelCompiler withLines() {
        return new KernelCompiler("-g:lines");
    }

    /**
     * Compiles and defines a kernel.
     *
     * @throws KernelCompileException with javac's message and the offending lines, if the source is
     *     refused
     */
    public CompiledKernel compile(KernelSource source) {
        byte[] classFile = classFile(source);
        return new CompiledKernel(source, classFile, KernelDefiner.define(classFile));
    }

    /**
     * Compiles a kernel without defining it; that needs no Vector API in this JVM.
     *
     * @return the class file, the same bytes for the same source and compiler
     * @throws KernelCompileException with javac's message and the offending lines, if the source is
     *     refused
     */
    public byte[] classFile(KernelSource source) {
        return classFiles(List.of(source)).getFirst();
    }

    /**
     * Compiles several kernels at once, which takes less time than one after the other: javac reads
     * the Vector API only once.
     *
     * @param sources kernels with different class names
     * @return their class files, in the same order
     * @throws KernelCompileException with javac's message and the offending lines, if any source is
     *     refused
     */
    public List<byte[]> classFiles(List<KernelSource> sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        MemoryFiles memory =
                new MemoryFiles(
                        files, ownClasses.importedBy(sources.stream().map(KernelSource::text)));
        // Where javac fails itself, it writes pages; the exception says the same.
        Writer unread = Writer.nullWriter();
        boolean compiled;
        try {
            compiled =
                    javac.getTask(
                                    unread,
                                    memory,
                                    diagnostics,
                                    options,
                                    null,
                                    sources.stream().map(SourceText::new).toList())
                            .call();
        } catch (RuntimeException broken) {
            throw new KernelCompileException("javac itself failed: " + broken, broken);
        }
        if (!compiled) {
            throw new KernelCompileException(explain(diagnostics.getDiagnostics()));
        }
        return sources.stream().map(source -> memory.classFile(source.className())).toList();
    }

    private static String explain(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(KernelCompiler::explain)
                .collect(Collectors.joining("\n"));
    }

    private static String explain(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ROOT);
        return error.getSource() instanceof SourceText refused
                ? refused.source.className()
                        + " does not compile:\n"
                        + message
                        + line(refused.source.text().lines().toList(), error.getLineNumber())
                : message;
    }

    private static String line(List<String> lines, long number) {
        return number < 1 || number > lines.size()
                ? ""
                : "\n" + number + ": " + lines.get((int) number - 1);
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class SourceText extends SimpleJavaFileObject {
        private final KernelSource source;

        SourceText(KernelSource source) {
            super(
                    URI.create(
                            "string:///"
                                    + source.className().replace('.', '/')
                                    + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}
