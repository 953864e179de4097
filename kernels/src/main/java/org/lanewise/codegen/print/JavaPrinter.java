package org.lanewise.codegen.print;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.InputLanes;
import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;

/** Prints a {@link LoopNest} as a Java class. */
public final class JavaPrinter {
    private static final List<String> TYPES =
            List.of(
                    "java.lang.foreign.MemorySegment",
                    "java.nio.ByteOrder",
                    "jdk.incubator.vector.FloatVector",
                    "jdk.incubator.vector.IntVector",
                    "jdk.incubator.vector.Vector",
                    "jdk.incubator.vector.VectorMask",
                    "jdk.incubator.vector.VectorShuffle",
                    "jdk.incubator.vector.VectorSpecies",
                    "org.lanewise.kernel.DepthwiseKernel",
                    "org.lanewise.kernel.InputLanes",
                    "org.lanewise.kernel.RawMemory",
                    "org.lanewise.kernel.ScratchMemory");

    private final CodeWriter out = new CodeWriter();
    private final LoopNest nest;
    private final StatementPrinter statements;

    /** By the method's name. */
    private final Map<String, String> bodies = new HashMap<>();

    /** Of each body, likewise. */
    private final Map<String, Set<String>> words = new HashMap<>();

    private JavaPrinter(LoopNest nest) {
        this.nest = nest;
        this.statements = new StatementPrinter(out, nest, this::uses);
        nest.methods().forEach(method -> bodies.put(method.name(), body(method)));
        bodies.forEach((name, body) -> words.put(name, Words.of(body)));
    }

    private boolean uses(Method method, String name) {
        return words.getOrDefault(method.name(), Set.of()).contains(name);
    }

    /** The compilation unit of a class of this name. */
    public static String print(LoopNest nest, String packageName, String className) {
        JavaPrinter printer = new JavaPrinter(nest);
        printer.unit(packageName, className);
        return printer.out.toString();
    }

    private void unit(String packageName, String className) {
        LoopNest.Origin origin = nest.origin();
        out.nest(this::members, "public final class %s implements DepthwiseKernel {", className);
        out.line("}");
        String body = out.toString();
        out.clear();
        out.line("package %s;\n", packageName);
        Set<String> used = Words.of(body);
        TYPES.stream()
                .filter(type -> used.contains(type.substring(type.lastIndexOf('.') + 1)))
                .forEach(type -> out.line("import %s;", type));
        out.line(
                """

                /**
                 * Depthwise convolution %1$s, output %2$s.
                 *
                 * <p>Generated for schedule %3$s; regenerate it with
                 * {@code lanewise show %1$s --schedule %3$s}.
                 */\
                """,
                origin.workload(), origin.output(), origin.schedule());
        out.raw(body);
    }

    private void members() {
        constants();
        out.line("\n@Override");
        out.nest(() -> out.line("return %s;", nest.tasks()), "public int tasks() {");
        out.line("}\n\n@Override");
        out.nest(
                this::run,
                "public void run(MemorySegment xs, MemorySegment ws, MemorySegment bs, MemorySegment ys, int from, int to, int tiles) {");
        out.line("}");
        nest.methods().forEach(this::method);
    }

    private void constants() {
        constant("VectorSpecies<Float>", "V", "FloatVector.SPECIES_" + nest.vectorBits());
        out.line("/** Which vectors, known to the JIT before it knows what an operation does. */");
        constant("Class<? extends Vector<Float>>", "FLOATS", "V.vectorType()");
        if (nest.all(Stmt.LetMask.class).anyMatch(let -> !moved(let.name()))
                || nest.all(Stmt.LetLanes.class).findAny().isPresent()
                || boundDeclarations(List.of(nest.run())).findAny().isPresent()) {
            constant("Class<?>", "MASKS", "V.maskAll(true).getClass()");
        }
        List<Pattern> patterns = patterns(List.of(nest.run()));
        List<Stmt.LetLaneNumbers> spread = nest.all(Stmt.LetLaneNumbers.class).toList();
        if (!patterns.isEmpty()) {
            constant("VectorSpecies<Integer>", "INTS", "V.withLanes(int.class)");
            constant("Class<? extends Vector<Integer>>", "INT_VECTORS", "INTS.vectorType()");
        }
        if (nest.all(Stmt.LetMask.class).anyMatch(let -> moved(let.name()))) {
            constant("Class<?>", "INT_MASKS", "INTS.maskAll(true).getClass()");
        }
        patterns.forEach(this::pattern);
        spread.stream()
                .map(Stmt.LetLaneNumbers::lanes)
                .distinct()
                .forEach(lanes -> {
                    out.line(
                            "/** Of each lane of an output vector, the lane of its input channel. */");
                    constant("VectorShuffle<Float>[]", "INPUT_LANES", inputLanes(lanes));
                });
        if (nest.checked()) {
            constant("Class<? extends MemorySegment>", "NATIVE", "MemorySegment.NULL.getClass()");
        } else {
            out.line(
                    "/** Bounds every address, so that the JIT drops the range checks of each access. */");
            constant("long", "ADDRESS", "RawMemory.ADDRESS");
        }
    }

    private static String inputLanes(InputLanes lanes) {
        return lanes.overlapping() > 0
                ? "InputLanes.overlapping(V, %s, %s)"
                        .formatted(lanes.multiplier(), lanes.overlapping())
                : "InputLanes.of(V, %s, %s)".formatted(lanes.multiplier(), lanes.vectors());
    }

    private static List<Pattern> patterns(List<Stmt> body) {
        return Stream.of(
                        Stmt.values(body, Value.Select.class).map(Value.Select::pattern),
                        Stmt.values(body, Value.PlusMoved.class).map(Value.PlusMoved::pattern),
                        Stmt.values(body, Value.PlusJoined.class).map(Value.PlusJoined::pattern))
                .flatMap(patterns -> patterns)
                .distinct()
                .sorted(Comparator.comparing(Pattern::name))
                .toList();
    }

    /** Declarations of the bounds of outputs; each has one value in a kernel. */
    private static Stream<String> boundDeclarations(List<Stmt> body) {
        return Stream.concat(
                        Stmt.values(body, Value.AtLeast.class)
                                .map(bound ->
                                        StatementPrinter.letBound(
                                                StatementPrinter.LOW, bound.low())),
                        Stmt.values(body, Value.AtMost.class)
                                .map(bound ->
                                        StatementPrinter.letBound(
                                                StatementPrinter.HIGH, bound.high())))
                .distinct();
    }

    private static boolean moved(Var.Mask mask) {
        return mask instanceof Var.MovedMask;
    }

    private void constant(String type, String name, String value) {
        out.line("private static final %s %s = %s;", type, name, value);
    }

    private void pattern(Pattern pattern) {
        String lanes =
                pattern.lanes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        constant(
                "IntVector",
                pattern.name(),
                "IntVector.fromArray(INTS, new int[] {" + lanes + "}, 0)");
    }

    private void run() {
        for (Buffer buffer : List.of(Buffer.INPUT, Buffer.WEIGHTS, Buffer.BIAS, Buffer.OUTPUT)) {
            if (nest.methods().stream().anyMatch(method -> uses(method, buffer.address().name()))
                    || isImage(buffer)) {
                start(buffer);
            }
        }
        if (nest.scratchBytes() == 0) {
            statements.print(nest.run());
            return;
        }
        out.nest(
                () -> {
                    out.line("MemorySegment ss = scratch.memory();");
                    start(Buffer.SCRATCH);
                    statements.print(nest.run());
                },
                "try (ScratchMemory scratch = ScratchMemory.borrow(%sL)) {",
                nest.scratchBytes());
        out.line("}");
    }

    /** The images of these are addressed for each task. */
    private static boolean isImage(Buffer buffer) {
        return !buffer.start().equals(buffer.address());
    }

    private void start(Buffer buffer) {
        String start = nest.checked() ? "0" : StatementPrinter.segment(buffer) + ".address()";
        out.line("long %s = %s;", buffer.start(), start);
    }

    private void method(Method method) {
        out.line("\n/** %s. */", method.note());
        out.line(
                "private static void %s(%s) {",
                method.name(), statements.parameters(method, "MemorySegment ", "long ", "int "));
        out.raw(String.valueOf(bodies.get(method.name())));
        out.line("}");
    }

    /**
     * Constants that every vector operation names are locals: reading one takes two bytecodes,
     * reading a constant three, and HotSpot compiles no method of more than 8000.
     */
    private String body(Method method) {
        CodeWriter inside = new CodeWriter(2);
        StatementPrinter printer = new StatementPrinter(inside, nest, (callee, name) -> true);
        method.body().forEach(printer::print);
        CodeWriter whole = new CodeWriter(2);
        if (nest.checked()) {
            method.memory().stream()
                    .map(StatementPrinter::segment)
                    .filter(Words.of(inside.toString())::contains)
                    .forEach(name -> whole.line("%s = %s;", name, TypedVectors.segment(name)));
        }
        whole.line("VectorSpecies<Float> species = V;");
        whole.line("Class<? extends Vector<Float>> floats = FLOATS;");
        whole.line("ByteOrder order = ByteOrder.nativeOrder();");
        if (!nest.checked()) {
            whole.line("MemorySegment all = RawMemory.ALL;");
        }
        patterns(method.body()).forEach(pattern -> whole.line("%s", StatementPrinter.let(pattern)));
        boundDeclarations(method.body()).forEach(bound -> whole.line("%s", bound));
        whole.raw(inside.toString());
        return whole.toString();
    }
}
