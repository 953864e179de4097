package org.lanewise.codegen;

import java.util.List;

/**
 * Prints a {@link LoopNest} for people: loops with the knob that made each, unrolled and vectorised
 * axes as loops of their own kind.
 */
public final class LoopNestPrinter {
    private final CodeWriter out = new CodeWriter();

    private LoopNestPrinter() {}

    /** The loop nest as indented text, one line a loop or group of statements. */
    public static String print(LoopNest nest) {
        LoopNestPrinter printer = new LoopNestPrinter();
        printer.out.line("# " + nest.source());
        printer.block(nest.run());
        for (Method method : nest.methods()) {
            printer.out.line("");
            printer.out.open(method.name() + ": # " + method.note());
            printer.block(method.body());
            printer.out.dedent();
        }
        return printer.out.toString().stripTrailing() + "\n";
    }

    private void block(List<Stmt> body) {
        int i = 0;
        while (i < body.size()) {
            int end = i + 1;
            while (end < body.size() && body.get(end).getClass() == body.get(i).getClass()) {
                end++;
            }
            if (nested(body.get(i))) {
                end = i + 1;
            }
            group(body.get(i), end - i);
            i = end;
        }
    }

    private static boolean nested(Stmt statement) {
        return switch (statement) {
            case Stmt.Loop loop -> true;
            case Stmt.Unrolled unrolled -> true;
            case Stmt.Block block -> true;
            case Stmt.IfEqual choice -> true;
            case Stmt.Call call -> true;
            case Stmt.LetInt let -> true;
            case Stmt.LetAddress let -> true;
            case Stmt.LetMask let -> false;
            case Stmt.Load load -> false;
            case Stmt.Select select -> false;
            case Stmt.LetInputLanes let -> false;
            case Stmt.Spread spread -> false;
            case Stmt.Broadcast broadcast -> false;
            case Stmt.Zero zero -> false;
            case Stmt.Copy copy -> false;
            case Stmt.Assign assign -> false;
            case Stmt.Mul mul -> false;
            case Stmt.Fma fma -> false;
            case Stmt.Clamp clamp -> false;
            case Stmt.Store store -> false;
            case Stmt.Fence fence -> false;
        };
    }

    /** Prints a statement that stands for {@code count} alike. */
    private void group(Stmt statement, int count) {
        switch (statement) {
            case Stmt.Loop loop -> {
                out.open(
                        "for "
                                + loop.var()
                                + " in "
                                + IntPrinter.print(loop.from())
                                + ".."
                                + IntPrinter.print(whole(loop.to()))
                                + (loop.step() == 1 ? "" : " step " + loop.step())
                                + ": # "
                                + loop.note());
                block(loop.body());
                out.dedent();
            }
            case Stmt.Unrolled unrolled -> unrolled(unrolled);
            case Stmt.Block block -> {
                out.open("# " + block.note());
                block(block.body());
                out.dedent();
            }
            case Stmt.IfEqual choice -> choice(choice);
            case Stmt.LetInt let ->
                    out.line(let.name() + " = " + IntPrinter.print(whole(let.value())));
            case Stmt.LetAddress let -> out.line(let.name() + " = " + address(let));
            case Stmt.Call call -> out.line(call.method() + "(c in c0..c1)");
            case Stmt.LetMask let -> out.line(count + " lane masks");
            case Stmt.Load load -> out.line(count + " vectors loaded from " + load.from().base());
            case Stmt.Select select -> out.line(count + " vectors selected from two others");
            case Stmt.LetInputLanes let -> out.line(let.name() + " = lanes of the input channels");
            case Stmt.Spread spread -> out.line(count + " vectors spread by " + spread.lanes());
            case Stmt.Broadcast broadcast ->
                    out.line(count + " floats broadcast from " + broadcast.from().base());
            case Stmt.Zero zero -> out.line(vectors(zero.name(), count) + " = 0");
            case Stmt.Copy copy -> out.line("acc[" + count + "] = " + copy.value());
            case Stmt.Assign assign -> out.line("acc[" + count + "] = those of the next rows");
            case Stmt.Mul mul -> out.line(count + " products");
            case Stmt.Fma fma -> out.line(count + " multiply-adds");
            case Stmt.Clamp clamp ->
                    out.line("acc[" + count + "] clamped to " + clamp.low() + ".." + clamp.high());
            case Stmt.Fence fence -> out.line(count + " fences");
            case Stmt.Store store ->
                    out.line(vectors(store.value(), count) + " stored to " + store.to().base());
        }
    }

    private void choice(Stmt.IfEqual choice) {
        out.open(
                "if "
                        + IntPrinter.print(choice.left())
                        + " == "
                        + IntPrinter.print(choice.right())
                        + ": # "
                        + choice.then().note());
        block(choice.then().body());
        out.dedent();
        choice.otherwise()
                .ifPresent(block -> {
                    out.open("else: # " + block.note());
                    block(block.body());
                    out.dedent();
                });
    }

    private static String vectors(String name, int count) {
        return name.startsWith(TileVectors.ACCUMULATOR)
                ? TileVectors.ACCUMULATOR + "[" + count + "]"
                : count + (count == 1 ? " vector" : " vectors");
    }

    private void unrolled(Stmt.Unrolled unrolled) {
        int opened = 0;
        for (String axis : unrolled.axes()) {
            boolean last = ++opened == unrolled.axes().size();
            out.open((last ? "vectorized " : "unrolled ") + axis + ":");
        }
        out.line(unrolled.formula());
        for (; opened > 0; opened--) {
            out.dedent();
        }
        // In the code each sum is finished between the products, as soon as it is complete.
        for (Class<? extends Stmt> end :
                List.of(Stmt.Clamp.class, Stmt.Store.class, Stmt.Assign.class)) {
            block(unrolled.body().stream().filter(end::isInstance).toList());
        }
    }

    private static String address(Stmt.LetAddress let) {
        StringBuilder sum = new StringBuilder(let.base());
        let.terms()
                .forEach(term ->
                        sum.append(" + ")
                                .append(IntPrinter.print(term.index()))
                                .append('*')
                                .append(term.bytes()));
        if (let.offset() != 0) {
            sum.append(let.offset() < 0 ? " - " : " + ").append(Math.abs(let.offset()));
        }
        return sum.toString();
    }

    /** An expression with the warm-up's bound on tiles left out, which only cuts loops short. */
    private static Int whole(Int expression) {
        return switch (expression) {
            case Int.Const constant -> constant;
            case Int.Var variable -> variable;
            case Int.Binary(Int.Op op, Int left, Int right) ->
                    left.equals(Int.of("tiles"))
                            ? whole(right)
                            : simplified(new Int.Binary(op, whole(left), whole(right)));
            case Int.OneTile(Int then, Int otherwise) -> whole(otherwise);
        };
    }

    /** {@code a + (b - a)} is {@code b}. */
    private static Int simplified(Int.Binary sum) {
        return sum.op() == Int.Op.PLUS
                        && sum.right() instanceof Int.Binary(Int.Op op, Int minuend, Int subtrahend)
                        && op == Int.Op.MINUS
                        && subtrahend.equals(sum.left())
                ? minuend
                : sum;
    }
}
