package org.lanewise.tuner.measure.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Keeps C2 away from javac in this JVM, where kernels need it more: it took two thirds as long for
 * javac as for the kernels of a first minute. What C1 makes of javac is fast enough.
 */
final class JavacSetup {
    private static final String DIRECTIVE =
            "[{ match: [\"com/sun/tools/javac/*.*\"], c2: { Exclude: true } }]";

    private static final String[] SIGNATURE = {String[].class.getName()};

    private JavacSetup() {}

    /** Does it, where the JVM takes directives from a file; elsewhere C2 has javac to do, too. */
    static void ensure() {
        try {
            Path file = Files.createTempFile("lanewise-javac", ".json");
            try {
                Files.writeString(file, DIRECTIVE);
                direct(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException nowhere) {
            // HotSpot reads directives from files only, and none can be written here.
            return;
        }
    }

    private static void direct(Path file) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesAdd",
                            new Object[] {new String[] {file.toString()}},
                            SIGNATURE);
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        } catch (JMException unknown) {
            // Not HotSpot.
            return;
        }
    }
}
