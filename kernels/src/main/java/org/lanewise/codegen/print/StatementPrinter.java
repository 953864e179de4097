package org.lanewise.codegen.print;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;

/** Prints statements as Java, one a line. */
final class StatementPrinter {
    /** Name of the vector of lower bounds. */
    static final String LOW = "low";

    /** Name of the vector of upper bounds. */
    static final String HIGH = "high";

    private static final String ZEROS = TypedVectors.ints("IntVector.zero(INTS)");

    private final CodeWriter out;
    private final boolean checked;
    private final boolean fma;
    private final BiPredicate<Method, String> used;

    /** Vectors that were cast when they were named. */
    private final Set<Var.Vector> cast = new HashSet<>();

    /**
     * @param used whether the printed body of a method names a parameter
     */
    StatementPrinter(CodeWriter out, LoopNest nest, BiPredicate<Method, String> used) {
        this.out = out;
        this.checked = nest.checked();
        this.fma = nest.fma();
        this.used = used;
    }

    void print(Stmt statement) {
        switch (statement) {
            case Stmt.Loop loop -> loop(loop);
            case Stmt.Unrolled(List<String> axes, String formula, List<Stmt> body) -> {
                out.line("// unrolled %s:", String.join(", ", axes));
                out.line("// %s", formula);
                body.forEach(this::print);
            }
            case Stmt.Block(String note, List<Stmt> body) -> nest(body, "{ // %s", note);
            case Stmt.IfEqual(Int left, Int right, Stmt.Block then, Optional<Stmt.Block> other) -> {
                nest(then.body(), "if (%s == %s) { // %s", print(left), print(right), then.note());
                other.ifPresent(block -> nest(block.body(), "else { // %s", block.note()));
            }
            case Stmt.Call(Method method) ->
                    out.line("%s(%s);", method.name(), parameters(method, "", "", ""));
            case Stmt.LetInt(Var.Index name, Int value) ->
                    out.line("int %s = %s;", name, print(value));
            case Stmt.LetMask(Var.MovedMask name, long bits) ->
                    out.line(
                            "VectorMask<Integer> %s = %s;",
                            name,
                            TypedVectors.movedMask("VectorMask.fromLong(INTS, " + bits + "L)"));
            case Stmt.LetMask(Var.Mask name, long bits) ->
                    out.line(
                            "VectorMask<Float> %s = %s;",
                            name, TypedVectors.mask("VectorMask.fromLong(species, " + bits + "L)"));
            case Stmt.LetLanes(Var.Mask name, Int count) ->
                    out.line(
                            "VectorMask<Float> %s = %s;",
                            name,
                            TypedVectors.mask(
                                    "VectorMask.fromLong(species, (1L << %s) - 1)"
                                            .formatted(print(count))));
            case Stmt.LetAddress let -> out.line("long %s = %s;", let.name(), address(let));
            case Stmt.LetLaneNumbers let ->
                    out.line(
                            "VectorShuffle<Float> %s = INPUT_LANES[%s];",
                            let.name(), print(let.vector()));
            case Stmt.Let(Var.Moved name, Value value) ->
                    out.line("IntVector %s = %s;", name, moved(value));
            case Stmt.Let(Var.Vector name, Value value) -> {
                out.line("FloatVector %s = %s;", name, print(value));
                if (value instanceof Value.Load || value instanceof Value.Broadcast) {
                    cast.add(name);
                }
            }
            case Stmt.Assign(Var.Sum name, Value value) -> out.line("%s = %s;", name, print(value));
            case Stmt.Store store -> out.line("%s", store(store));
            case Stmt.Fence(Stmt.Store store) -> out.line("%s // fence", store(store));
        }
    }

    private void nest(List<Stmt> body, String format, Object... values) {
        out.nest(() -> body.forEach(this::print), format, values);
        out.line("}");
    }

    private void loop(Stmt.Loop loop) {
        Axis axis = loop.axis();
        Var.Index index = axis.index();
        String from = print(axis.from());
        String to = print(axis.to());
        if (loop.warm() && axis.from().equals(Int.of(0))) {
            to = print(Int.few(axis.to()));
        } else if (loop.warm()) {
            out.line("int %sBegin = %s;", index, from);
            out.line(
                    "int %sEnd = %sBegin + Math.min(tiles, %s - %sBegin);",
                    index, index, to, index);
            from = index + "Begin";
            to = index + "End";
        }
        String step = axis.step() == 1 ? index + "++" : index + " += " + axis.step();
        nest(
                loop.body(),
                "for (int %s = %s; %s < %s; %s) { // %s",
                index,
                from,
                index,
                to,
                step,
                loop.note());
    }

    private String store(Stmt.Store store) {
        return "%s.intoMemorySegment(%s, %s, order%s);"
                .formatted(
                        typed(store.value()),
                        segmentOf(store.to().buffer()),
                        place(store.to()),
                        masked(store.mask()));
    }

    private String print(Value value) {
        return switch (value) {
            case Var.Moved moved -> moved + ".reinterpretAsFloats()";
            case Var.Vector vector -> vector.name();
            case Value.Zero() -> "FloatVector.zero(species)";
            case Value.Load(Ref from, Optional<Var.Mask> mask) ->
                    TypedVectors.floats(
                            "FloatVector.fromMemorySegment(species, %s, %s, order%s)"
                                    .formatted(
                                            segmentOf(from.buffer()), place(from), masked(mask)));
            case Value.Broadcast(Ref from) ->
                    TypedVectors.floats(
                            broadcast(
                                    "%s.get(DepthwiseKernel.FLOAT, %s)"
                                            .formatted(segmentOf(from.buffer()), place(from))));
            case Value.Select select -> selected(select) + ".reinterpretAsFloats()";
            case Value.Spread(Var.LaneNumbers lanes, Var.Vector from) ->
                    "%s.rearrange(%s)".formatted(typed(from), lanes);
            case Value.Product(Var.Vector left, Var.Vector right) ->
                    "%s.mul(%s)".formatted(left, right);
            case Value.MultiplyAdd(Var.Vector left, Var.Vector right, Var.Sum sum) ->
                    (fma ? "%s.fma(%s, %s)" : "%s.mul(%s).add(%s)").formatted(left, right, sum);
            case Value.PlusMoved(Var.Sum sum, var pattern, Var.Sum moved) ->
                    "%s.add(%s.selectFrom(%s, %s).reinterpretAsFloats())"
                            .formatted(
                                    typed(sum),
                                    local(pattern),
                                    TypedVectors.ints(typed(moved) + ".reinterpretAsInts()"),
                                    ZEROS);
            case Value.PlusJoined joined ->
                    "%s.add(%s.selectFrom(%s, %s).reinterpretAsFloats()%s)"
                            .formatted(
                                    typed(joined.sum()),
                                    local(joined.pattern()),
                                    joined.first().map(Var::name).orElse(ZEROS),
                                    joined.second().map(Var::name).orElse(ZEROS),
                                    masked(joined.mask()));
            case Value.AtLeast(Var.Vector of, float _) ->
                    blended(of, LOW, "%s.lt(%s)".formatted(typed(of), LOW));
            case Value.AtMost(Var.Vector of, float _) ->
                    blended(of, HIGH, "%s.lt(%s)".formatted(HIGH, argument(of)));
            case Value.Kept(Var.Vector of, Var.Mask mask) ->
                    "(%s).blend(%s, %s)"
                            .formatted(TypedVectors.floats("FloatVector.zero(species)"), of, mask);
        };
    }

    /**
     * A bound in the lanes beyond it: two instructions. Java's {@code max} and {@code min} of
     * floats are six each on x86 before AVX10.2, since they tell zeros of either sign apart; on
     * ARM, where nothing was measured, they are one.
     */
    private String blended(Var.Vector value, String bound, String beyond) {
        return "%s.blend(%s, %s)".formatted(typed(value), bound, TypedVectors.mask(beyond));
    }

    /** Names a bound for a method. */
    static String letBound(String bound, float value) {
        return "FloatVector %s = %s;".formatted(bound, TypedVectors.floats(broadcast(value + "f")));
    }

    /** A vector that an operation is called on. */
    private String typed(Var.Vector vector) {
        return isTyped(vector) ? vector.name() : "(" + argument(vector) + ")";
    }

    /** A vector that an operation takes, cast unless its declaration was. */
    private String argument(Var.Vector vector) {
        return isTyped(vector) ? vector.name() : TypedVectors.floats(vector.name());
    }

    private boolean isTyped(Var.Vector vector) {
        return cast.contains(vector) || vector instanceof Var.Moved;
    }

    private static String broadcast(String value) {
        return "FloatVector.broadcast(species, " + value + ")";
    }

    /** What is only moved, as ints: loaded, or selected from what was, or a sum, or zero. */
    private String moved(Value value) {
        if (value instanceof Var.Sum sum) {
            return TypedVectors.ints(typed(sum) + ".reinterpretAsInts()");
        }
        if (value instanceof Value.Select select) {
            return selected(select);
        }
        if (value instanceof Value.Zero) {
            return ZEROS;
        }
        Value.Load load = (Value.Load) value;
        return TypedVectors.ints(
                "IntVector.fromMemorySegment(INTS, %s, %s, order%s)"
                        .formatted(
                                segmentOf(load.from().buffer()),
                                place(load.from()),
                                masked(load.mask())));
    }

    /** Selecting by floats would convert the lane numbers each time. */
    private static String selected(Value.Select select) {
        return "%s.selectFrom(%s, %s)"
                .formatted(
                        local(select.pattern()),
                        select.first(),
                        select.second().map(Var::name).orElse(ZEROS));
    }

    /**
     * Names a pattern for a method. Lane numbers that are read where they are used are loaded and
     * cut to the lanes there are for each selection anew; these are kept in a register, already
     * cut. What is called on is a constant, whose class C2 knows.
     */
    static String let(Pattern pattern) {
        int last = 2 * pattern.lanes().size() - 1;
        return "IntVector %s = %s;"
                .formatted(
                        local(pattern), TypedVectors.ints(pattern.name() + ".and(" + last + ")"));
    }

    private static String local(Pattern pattern) {
        return pattern.name().toLowerCase(Locale.ROOT);
    }

    private String address(Stmt.LetAddress let) {
        StringBuilder sum = new StringBuilder(let.base().name());
        for (Term term : let.terms()) {
            // The first factor is a long so that large tensors do not overflow.
            sum.append(" + (long) ").append(scaled(term));
        }
        if (let.offset() != 0) {
            sum.append(let.offset() < 0 ? " - " : " + ").append(Math.abs(let.offset())).append('L');
        }
        boolean moved = !let.terms().isEmpty() || let.offset() != 0;
        return !checked && moved ? "(" + sum + ") & ADDRESS" : sum.toString();
    }

    private static String scaled(Term term) {
        String index = IntPrinter.TILES.operand(term.index(), Int.Op.TIMES);
        return term.bytes() == 1 ? index : index + " * " + print(Int.of(term.bytes()));
    }

    private static String place(Ref ref) {
        return ref.offset() == 0 ? ref.base().name() : ref.base() + " + " + ref.offset() + "L";
    }

    private static String masked(Optional<Var.Mask> mask) {
        return mask.map(name -> ", " + name).orElse("");
    }

    private static String print(Int expression) {
        return IntPrinter.TILES.print(expression);
    }

    /**
     * What a method gets, less what its body does not name; with raw access addresses say all of
     * memory.
     */
    String parameters(Method method, String segments, String addresses, String ints) {
        List<String> parameters = new ArrayList<>();
        if (checked) {
            add(parameters, method, segments, method.memory(), StatementPrinter::segment);
        }
        add(parameters, method, addresses, method.memory(), buffer -> buffer.address().name());
        add(parameters, method, ints, method.bounds(), Var::name);
        add(parameters, method, ints, List.of("tiles"), name -> name);
        return String.join(", ", parameters);
    }

    private <T> void add(
            List<String> parameters,
            Method method,
            String type,
            List<T> of,
            Function<T, String> name) {
        of.stream()
                .map(name)
                .filter(each -> used.test(method, each))
                .forEach(each -> parameters.add(type + each));
    }

    private String segmentOf(Buffer buffer) {
        return checked ? segment(buffer) : "all";
    }

    static String segment(Buffer buffer) {
        return buffer.address() + "s";
    }
}
