package org.lanewise.codegen;

import java.util.List;
import java.util.stream.Collectors;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Prints a {@link LoopNest} as a Java class; it decides nothing. */
final class JavaPrinter {
    private final CodeWriter out = new CodeWriter();
    private final LoopNest nest;
    private final boolean raw;
    private final boolean staged;

    private JavaPrinter(LoopNest nest) {
        this.nest = nest;
        this.raw = nest.source().schedule().access() == Access.RAW;
        this.staged = nest.scratchBytes() > 0;
    }

    static String print(LoopNest nest, String simpleName) {
        JavaPrinter printer = new JavaPrinter(nest);
        printer.unit(simpleName);
        return printer.out.toString();
    }

    private void unit(String simpleName) {
        Workload workload = nest.source().workload();
        Schedule schedule = nest.source().schedule();
        out.line("package " + KernelSource.PACKAGE + ";");
        out.line("");
        for (String type :
                List.of(
                        "java.lang.foreign.MemorySegment",
                        "java.nio.ByteOrder",
                        "jdk.incubator.vector.FloatVector",
                        "jdk.incubator.vector.IntVector",
                        "jdk.incubator.vector.Vector",
                        "jdk.incubator.vector.VectorMask",
                        "jdk.incubator.vector.VectorSpecies",
                        "org.lanewise.kernel.DepthwiseKernel",
                        "org.lanewise.kernel.InputLanes",
                        "org.lanewise.kernel.RawMemory",
                        "org.lanewise.kernel.ScratchMemory")) {
            out.line("import " + type + ";");
        }
        out.line("");
        out.line("/**");
        out.line(
                " * Depthwise convolution "
                        + workload
                        + ", output "
                        + workload.output().h()
                        + "x"
                        + workload.output().w()
                        + ".");
        out.line(" *");
        out.line(" * <p>Generated for schedule " + schedule + "; regenerate it with");
        out.line(" * {@code lanewise show " + workload + " --schedule " + schedule + "}.");
        out.line(" */");
        out.open("public final class " + simpleName + " implements DepthwiseKernel {");
        constants(schedule);
        tasks();
        run();
        nest.methods().forEach(this::method);
        out.close("}");
    }

    private void constants(Schedule schedule) {
        out.line(
                "private static final VectorSpecies<Float> V = FloatVector.SPECIES_"
                        + schedule.vectorBits()
                        + ";");
        out.line("/** Which vectors, known to the JIT before it knows what an operation does. */");
        out.line(Exact.floatsConstant());
        if (nest.masked()) {
            out.line(Exact.masksConstant());
        }
        if (!nest.patterns().isEmpty() || nest.spreads() > 0) {
            out.line(Exact.intsConstant());
        }
        nest.patterns().forEach(this::pattern);
        if (nest.spreads() > 0) {
            out.line("/** Of each lane of an output vector, the lane of its input channel. */");
            out.line(
                    "private static final int[] INPUT_LANES = InputLanes.of("
                            + nest.source().workload().multiplier()
                            + ", V.length(), "
                            + nest.spreads()
                            + ");");
        }
        if (raw) {
            out.line(
                    "/** Bounds every address, so that the JIT drops the range checks of each access. */");
            out.line("private static final long ADDRESS = RawMemory.ADDRESS;");
        } else {
            out.line(Exact.nativeConstant());
        }
    }

    private void pattern(Pattern pattern) {
        String lanes =
                pattern.lanes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.line(
                "private static final IntVector "
                        + pattern.name()
                        + " = IntVector.fromArray(V.withLanes(int.class), new int[] {"
                        + lanes
                        + "}, 0);");
    }

    private void tasks() {
        out.line("");
        out.line("@Override");
        out.open("public int tasks() {");
        out.line("return " + nest.tasks() + ";");
        out.close("}");
    }

    private void run() {
        out.line("");
        out.line("@Override");
        out.open(
                "public void run(MemorySegment xs, MemorySegment ws, MemorySegment bs, MemorySegment ys, int from, int to, int tiles) {");
        out.line("long input = " + (raw ? "xs.address()" : "0") + ";");
        out.line("long w = " + (raw ? "ws.address()" : "0") + ";");
        out.line("long b = " + (raw ? "bs.address()" : "0") + ";");
        out.line("long output = " + (raw ? "ys.address()" : "0") + ";");
        if (staged) {
            out.line("MemorySegment ss = ScratchMemory.of(" + nest.scratchBytes() + "L);");
            out.line("long s = " + (raw ? "ss.address()" : "0") + ";");
        }
        block(nest.run());
        out.close("}");
    }

    private void method(Method method) {
        String segments =
                segments().stream()
                        .map(name -> "MemorySegment " + name + ", ")
                        .collect(Collectors.joining());
        out.line("");
        out.line("/** " + method.note() + ". */");
        out.open(
                "private static void "
                        + method.name()
                        + "("
                        + segments
                        + "long x, long w, long b, long y, "
                        + (staged ? "long s, " : "")
                        + "int c0, int c1, "
                        + (nest.banded() ? "int r0, int r1, " : "")
                        + "int tiles) {");
        if (!raw) {
            segments().forEach(name -> out.line(name + " = " + Exact.segment(name) + ";"));
        }
        Locals.declarations(raw).forEach(out::line);
        block(method.body());
        out.close("}");
    }

    /** What methods get of memory; with raw access addresses say it all. */
    private List<String> segments() {
        if (raw) {
            return List.of();
        }
        return staged ? List.of("xs", "ws", "bs", "ys", "ss") : List.of("xs", "ws", "bs", "ys");
    }

    private void block(List<Stmt> body) {
        body.forEach(this::statement);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Loop loop -> {
                out.open(
                        "for (int "
                                + loop.var()
                                + " = "
                                + IntPrinter.print(loop.from())
                                + "; "
                                + loop.var()
                                + " < "
                                + IntPrinter.print(loop.to())
                                + "; "
                                + step(loop)
                                + ") { // "
                                + loop.note());
                block(loop.body());
                out.close("}");
            }
            case Stmt.Unrolled unrolled -> {
                out.line("// unrolled " + String.join(", ", unrolled.axes()) + ":");
                out.line("// " + unrolled.formula());
                block(unrolled.body());
            }
            case Stmt.Block block -> {
                out.open("{ // " + block.note());
                block(block.body());
                out.close("}");
            }
            case Stmt.IfEqual choice -> choice(choice);
            case Stmt.LetInt let ->
                    out.line("int " + let.name() + " = " + IntPrinter.print(let.value()) + ";");
            case Stmt.LetAddress let -> out.line("long " + let.name() + " = " + address(let) + ";");
            case Stmt.LetMask let ->
                    out.line(
                            "VectorMask<Float> "
                                    + let.name()
                                    + " = "
                                    + Exact.mask(
                                            "VectorMask.fromLong(species, " + let.bits() + "L)")
                                    + ";");
            case Stmt.Load load ->
                    out.line("FloatVector " + load.name() + " = " + load(load) + ";");
            case Stmt.Select select ->
                    out.line("FloatVector " + select.name() + " = " + select(select) + ";");
            case Stmt.LetInputLanes let ->
                    out.line(
                            "IntVector "
                                    + let.name()
                                    + " = "
                                    + Exact.ints(
                                            "IntVector.fromArray(V.withLanes(int.class), INPUT_LANES, "
                                                    + IntPrinter.print(
                                                            let.output()
                                                                    .times(
                                                                            nest.source()
                                                                                    .schedule()
                                                                                    .lanes()))
                                                    + ")")
                                    + ";");
            case Stmt.Spread spread ->
                    out.line(
                            "FloatVector "
                                    + spread.name()
                                    + " = "
                                    + selected(
                                            spread.lanes()
                                                    + ".selectFrom("
                                                    + ints(spread.from())
                                                    + ")")
                                    + ";");
            case Stmt.Broadcast broadcast ->
                    out.line(
                            "FloatVector "
                                    + broadcast.name()
                                    + " = "
                                    + broadcast(
                                            segment(broadcast.from().buffer())
                                                    + ".get(DepthwiseKernel.FLOAT, "
                                                    + place(broadcast.from())
                                                    + ")")
                                    + ";");
            case Stmt.Zero zero ->
                    out.line("FloatVector " + zero.name() + " = " + "FloatVector.zero(species);");
            case Stmt.Copy copy ->
                    out.line("FloatVector " + copy.name() + " = " + copy.value() + ";");
            case Stmt.Assign assign -> out.line(assign.name() + " = " + assign.value() + ";");
            case Stmt.Mul mul ->
                    out.line(
                            "FloatVector "
                                    + mul.name()
                                    + " = "
                                    + mul.left()
                                    + ".mul("
                                    + mul.right()
                                    + ");");
            case Stmt.Fma fma ->
                    out.line(
                            fma.acc()
                                    + " = "
                                    + fma.left()
                                    + ".fma("
                                    + fma.right()
                                    + ", "
                                    + fma.acc()
                                    + ");");
            case Stmt.Clamp clamp -> {
                bound(clamp.acc(), "max", clamp.low());
                bound(clamp.acc(), "min", clamp.high());
            }
            case Stmt.Store store -> out.line(store(store));
            case Stmt.Fence fence -> out.line(store(fence.store()) + " // fence");
            case Stmt.Call call ->
                    out.line(
                            call.method()
                                    + "("
                                    + segments().stream()
                                            .map(name -> name + ", ")
                                            .collect(Collectors.joining())
                                    + "x, w, b, y, "
                                    + (staged ? "s, " : "")
                                    + "c0, c1"
                                    + (nest.banded() ? ", r0, r1" : "")
                                    + ", tiles);");
        }
    }

    private String store(Stmt.Store store) {
        return "("
                + Exact.floats(store.value())
                + ").intoMemorySegment("
                + segment(store.to().buffer())
                + ", "
                + place(store.to())
                + ", "
                + Locals.ORDER
                + store.mask().map(mask -> ", " + mask).orElse("")
                + ");";
    }

    private static String step(Stmt.Loop loop) {
        return loop.step() == 1 ? loop.var() + "++" : loop.var() + " += " + loop.step();
    }

    private void choice(Stmt.IfEqual choice) {
        out.open(
                "if ("
                        + IntPrinter.print(choice.left())
                        + " == "
                        + IntPrinter.print(choice.right())
                        + ") { // "
                        + choice.then().note());
        block(choice.then().body());
        out.close("}");
        choice.otherwise()
                .ifPresent(block -> {
                    out.open("else { // " + block.note());
                    block(block.body());
                    out.close("}");
                });
    }

    private String address(Stmt.LetAddress let) {
        StringBuilder sum = new StringBuilder(let.base());
        for (Term term : let.terms()) {
            Int scaled = term.index().times(term.bytes());
            // The first factor is a long so that large tensors do not overflow.
            sum.append(" + (long) ").append(IntPrinter.print(scaled));
        }
        if (let.offset() != 0) {
            sum.append(let.offset() < 0 ? " - " : " + ").append(Math.abs(let.offset())).append('L');
        }
        boolean moved = !let.terms().isEmpty() || let.offset() != 0;
        return raw && moved ? "(" + sum + ") & ADDRESS" : sum.toString();
    }

    private String load(Stmt.Load load) {
        Ref from = load.from();
        return Exact.floats(
                "FloatVector.fromMemorySegment("
                        + Locals.SPECIES
                        + ", "
                        + segment(from.buffer())
                        + ", "
                        + place(from)
                        + ", "
                        + Locals.ORDER
                        + load.mask().map(name -> ", " + name).orElse("")
                        + ")");
    }

    private static String broadcast(String value) {
        return Exact.floats("FloatVector.broadcast(species, " + value + ")");
    }

    /** Selecting by an index vector of floats would convert the index each time. */
    private static String select(Stmt.Select select) {
        String chosen =
                select.pattern().name()
                        + ".selectFrom("
                        + ints(select.first())
                        + ", "
                        + ints(select.second().orElse("FloatVector.zero(species)"))
                        + ")";
        return selected(chosen);
    }

    private static String selected(String ints) {
        return "(" + Exact.ints(ints) + ").reinterpretAsFloats()";
    }

    private static String ints(String floats) {
        return "(" + Exact.floats(floats) + ").reinterpretAsInts()";
    }

    private String segment(Buffer buffer) {
        return raw ? Locals.MEMORY : buffer.text() + "s";
    }

    private static String place(Ref ref) {
        return ref.offset() == 0 ? ref.base() : ref.base() + " + " + ref.offset() + "L";
    }

    private void bound(String acc, String operation, float value) {
        if (!Float.isInfinite(value)) {
            out.line(
                    acc
                            + " = ("
                            + Exact.floats(acc)
                            + ")."
                            + operation
                            + "(FloatVector.broadcast(species, "
                            + value
                            + "f));");
        }
    }
}
