package org.lanewise.tuner.measure.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lanewise.db.Outcome;
import org.lanewise.reports.MachineCode;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;

/** Reads what C2 makes of kernels. */
public final class KernelPrint {
    private static final Request.Plan SHORT = Request.Plan.of(3, 10, 8_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Linux and Windows have the one name, macOS the other. */
    private static final Set<String> X86 = Set.of("amd64", "x86_64");

    private KernelPrint() {}

    /**
     * Runs a kernel in a fresh JVM that prints its machine code, under the flags of an application.
     *
     * @throws InterruptedException if the caller was asked to stop; the JVM is gone then
     * @throws MeasureException if no JVM can be started, or no temporary file written
     */
    public static MachineCode of(LegalSchedule kernel) throws InterruptedException {
        return of(kernel, new Objdump("objdump"));
    }

    static MachineCode of(LegalSchedule kernel, Objdump objdump) throws InterruptedException {
        try {
            Path log = Files.createTempFile("lanewise-code", ".log");
            try (Fresh jvm = Fresh.printing(log)) {
                Outcome outcome = jvm.measure(kernel, SHORT, PATIENCE);
                return outcome instanceof Outcome.Measured
                        ? read(Files.readString(log, StandardCharsets.ISO_8859_1), objdump)
                        : new MachineCode.Absent("The kernel did not run: " + outcome.words());
            } finally {
                Files.delete(log);
            }
        } catch (IOException full) {
            throw new MeasureException(
                    "Machine code cannot be read: " + full.getMessage() + ".", full);
        }
    }

    /** What a JVM's log tells of its kernel. */
    static MachineCode read(String log, Objdump objdump) throws IOException {
        List<PrintedMethod> methods = PrintedMethod.all(log);
        if (methods.isEmpty()) {
            return new MachineCode.Absent(
                    "This JVM prints no machine code of C2 in digits; where hsdis is installed it prints instructions instead.");
        }
        int bytes = methods.stream().mapToInt(method -> method.code().length).sum();
        if (!X86.contains(System.getProperty("os.arch", ""))) {
            return new MachineCode.Uncounted(
                    bytes, "Its instructions are counted on x86 processors alone.");
        }
        List<MachineCode.Method> counted = new ArrayList<>();
        for (PrintedMethod method : methods) {
            Optional<List<Instruction>> instructions = objdump.instructions(method.code());
            if (instructions.isEmpty()) {
                return new MachineCode.Uncounted(
                        bytes,
                        "The disassembler (objdump of binutils) is absent or cannot read it, so its instructions are not counted.");
            }
            counted.add(counted(method, instructions.get()));
        }
        if (counted.stream().allMatch(method -> method.loop().isEmpty())) {
            return new MachineCode.Uncounted(bytes, "None of its loops computes with vectors.");
        }
        counted.sort(Comparator.comparingInt(KernelPrint::arithmeticInLoop).reversed());
        return new MachineCode.Counted(bytes, counted);
    }

    private static MachineCode.Method counted(PrintedMethod method, List<Instruction> all) {
        Optional<List<Instruction>> loop = Loops.inner(all);
        return new MachineCode.Method(
                method.name(),
                method.code().length,
                loop.map(found -> lines(method, all, found)).orElse(List.of()),
                Loops.counts(loop.orElse(all)));
    }

    private static List<MachineCode.Line> lines(
            PrintedMethod method, List<Instruction> all, List<Instruction> loop) {
        int first = all.indexOf(loop.getFirst());
        return IntStream.range(first, first + loop.size())
                .mapToObj(i -> {
                    long end = i + 1 < all.size() ? all.get(i + 1).offset() : method.code().length;
                    return new MachineCode.Line(method.line(end), all.get(i).toString());
                })
                .toList();
    }

    private static int arithmeticInLoop(MachineCode.Method method) {
        return method.loop().isEmpty()
                ? 0
                : method.counts().multiplyAdds() + method.counts().otherArithmetic();
    }
}
