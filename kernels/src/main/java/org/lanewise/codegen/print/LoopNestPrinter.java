package org.lanewise.codegen.print;

import java.util.Comparator;
import java.util.List;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;

/**
 * Prints a {@link LoopNest} for people: loops with the knob that made each, unrolled and vectorised
 * axes as loops of their own kind.
 */
public final class LoopNestPrinter {
    /** What is done with finished sums, in the order in which people are told. */
    private static final List<Kind> ENDS =
            List.of(
                    new Kind(Stmt.Assign.class, Value.PlusMoved.class),
                    new Kind(Stmt.Assign.class, Value.PlusJoined.class),
                    new Kind(Stmt.Assign.class, Value.AtLeast.class),
                    new Kind(Stmt.Assign.class, Value.AtMost.class),
                    new Kind(Stmt.Assign.class, Value.Kept.class),
                    new Kind(Stmt.Store.class, Stmt.Store.class),
                    new Kind(Stmt.Assign.class, Var.Sum.class));

    private final CodeWriter out = new CodeWriter();

    private LoopNestPrinter() {}

    /** The loop nest as indented text, one line a loop or group of statements. */
    public static String print(LoopNest nest) {
        LoopNestPrinter printer = new LoopNestPrinter();
        printer.out.line("# %s by %s", nest.origin().workload(), nest.origin().schedule());
        printer.block(List.of(nest.run()));
        for (Method method : nest.methods()) {
            printer.nest(method.body(), "\n%s: # %s", method.name(), method.note());
        }
        return printer.out.toString();
    }

    private void nest(List<Stmt> body, String format, Object... values) {
        out.nest(() -> block(body), format, values);
    }

    /** Prints statements; those of one kind behind each other are summed up. */
    private void block(List<Stmt> body) {
        int end;
        for (int begin = 0; begin < body.size(); begin = end) {
            Kind kind = Kind.of(body.get(begin));
            end = begin + 1;
            while (kind.summedUp() && end < body.size() && kind.equals(Kind.of(body.get(end)))) {
                end++;
            }
            print(body.get(begin), end - begin);
        }
    }

    /** What statements have in common that are summed up. */
    private record Kind(Class<? extends Stmt> statement, Class<?> value) {
        static Kind of(Stmt statement) {
            return new Kind(
                    statement.getClass(),
                    statement instanceof Stmt.Valued valued
                            ? valued.value().getClass()
                            : statement.getClass());
        }

        boolean summedUp() {
            return Stmt.Valued.class.isAssignableFrom(statement)
                    || statement == Stmt.Store.class
                    || statement == Stmt.Fence.class
                    || statement == Stmt.LetMask.class;
        }
    }

    /** Prints a statement that stands for {@code count} alike. */
    private void print(Stmt statement, int count) {
        switch (statement) {
            case Stmt.Loop loop -> nest(loop.body(), "for %s: # %s", axis(loop), loop.note());
            case Stmt.Unrolled unrolled -> {
                axes(unrolled.axes(), unrolled.formula());
                // In the code each sum is finished between the products, as soon as it is complete.
                block(
                        unrolled.body().stream()
                                .filter(ending -> ENDS.contains(Kind.of(ending)))
                                .sorted(Comparator.comparingInt(s -> ENDS.indexOf(Kind.of(s))))
                                .toList());
            }
            case Stmt.Block block -> nest(block.body(), "# %s", block.note());
            case Stmt.IfEqual choice -> {
                nest(
                        choice.then().body(),
                        "if %s == %s: # %s",
                        print(choice.left()),
                        print(choice.right()),
                        choice.then().note());
                choice.otherwise()
                        .ifPresent(block -> nest(block.body(), "else: # %s", block.note()));
            }
            case Stmt.Call call -> out.line("%s(c in c0..c1)", call.method().name());
            case Stmt.LetInt let -> out.line("%s = %s", let.name(), print(let.value()));
            case Stmt.LetMask let -> out.line("%s lane masks", count);
            case Stmt.LetLanes let ->
                    out.line("%s = mask of the first %s lanes", let.name(), print(let.count()));
            case Stmt.LetAddress let -> out.line("%s = %s", let.name(), address(let));
            case Stmt.LetLaneNumbers let ->
                    out.line("%s = lanes of the input channels", let.name());
            case Stmt.Let let -> value(let.name(), let.value(), count);
            case Stmt.Assign assign -> value(assign.name(), assign.value(), count);
            case Stmt.Fence fence -> out.line("%s fences", count);
            case Stmt.Store store ->
                    out.line("%s stored to %s", vectors(store.value(), count), store.to().base());
        }
    }

    private void value(Var.Vector name, Value value, int count) {
        switch (value) {
            case Value.Zero zero -> out.line("%s = 0", vectors(name, count));
            case Value.Load load ->
                    out.line("%s vectors loaded from %s", count, load.from().base());
            case Value.Broadcast broadcast ->
                    out.line("%s floats broadcast from %s", count, broadcast.from().base());
            case Value.Select select -> out.line("%s vectors selected from two others", count);
            case Value.Spread spread -> out.line("%s vectors spread by %s", count, spread.lanes());
            case Value.Product product -> out.line("%s products", count);
            case Value.MultiplyAdd product -> out.line("%s multiply-adds", count);
            case Value.PlusMoved moved -> out.line("acc[%s] += others, moved by some lanes", count);
            case Value.PlusJoined joined ->
                    out.line("acc[%s] += others and their neighbours, moved by some lanes", count);
            case Value.AtLeast bound -> out.line("acc[%s] at least %s", count, bound.low());
            case Value.AtMost bound -> out.line("acc[%s] at most %s", count, bound.high());
            case Value.Kept kept -> out.line("acc[%s] zero outside %s", count, kept.mask());
            case Var.Sum next -> out.line("acc[%s] = those of the next rows", count);
            case Var.Vector vector -> out.line("acc[%s] = %s", count, vector);
        }
    }

    private static String vectors(Var.Vector name, int count) {
        return switch (name) {
            case Var.Sum sum -> "acc[" + count + "]";
            case Var.Vector vector -> count + (count == 1 ? " vector" : " vectors");
        };
    }

    private void axes(List<String> axes, String formula) {
        String kind = axes.size() == 1 ? "vectorized" : "unrolled";
        out.nest(
                () -> {
                    if (axes.size() == 1) {
                        out.line("%s", formula);
                    } else {
                        axes(axes.subList(1, axes.size()), formula);
                    }
                },
                "%s %s:",
                kind,
                axes.getFirst());
    }

    private static String axis(Stmt.Loop loop) {
        Axis axis = loop.axis();
        return "%s in %s..%s%s"
                .formatted(
                        axis.index(),
                        print(axis.from()),
                        print(axis.to()),
                        axis.step() == 1 ? "" : " step " + axis.step());
    }

    private static String address(Stmt.LetAddress let) {
        StringBuilder sum = new StringBuilder(let.base().name());
        let.terms()
                .forEach(term ->
                        sum.append(" + ")
                                .append(IntPrinter.WHOLE.operand(term.index(), Int.Op.TIMES))
                                .append('*')
                                .append(term.bytes()));
        if (let.offset() != 0) {
            sum.append(let.offset() < 0 ? " - " : " + ").append(Math.abs(let.offset()));
        }
        return sum.toString();
    }

    private static String print(Int expression) {
        return IntPrinter.WHOLE.print(expression);
    }
}
