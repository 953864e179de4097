package org.lanewise.tuner.measure.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The disassembler of binutils. */
final class Objdump {
    private static final Pattern LINE =
            Pattern.compile(
                    " *([0-9a-f]+):\\s+(?:\\{\\w+\\} +|rep\\w* +|lock +|bnd +|data16 +)*(\\S+) *(.*)");

    private final String program;

    Objdump(String program) {
        this.program = program;
    }

    /**
     * Makes instructions of a method's bytes.
     *
     * @return empty where there is no such program, or it cannot read this
     * @throws IOException if no temporary file can be written
     */
    Optional<List<Instruction>> instructions(byte[] code) throws IOException {
        Path file = Files.createTempFile("lanewise-code", ".bin");
        try {
            Files.write(file, code);
            Process process;
            try {
                process = start(file);
            } catch (IOException absent) {
                return Optional.empty();
            }
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(text.lines().flatMap(line -> instruction(line).stream()).toList());
        } finally {
            Files.delete(file);
        }
    }

    private Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        program,
                        "-D",
                        "-b",
                        "binary",
                        "-m",
                        "i386:x86-64",
                        "-M",
                        "intel",
                        "--no-show-raw-insn",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Optional<Instruction> instruction(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? Optional.of(
                        new Instruction(
                                Long.parseLong(parts.group(1), 16),
                                parts.group(2),
                                parts.group(3).strip()))
                : Optional.empty();
    }
}
