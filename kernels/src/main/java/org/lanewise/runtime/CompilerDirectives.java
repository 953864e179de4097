package org.lanewise.runtime;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives directives to HotSpot's compilers. Only for JVMs with the modules java.management and
 * jdk.management: others cannot load this class.
 */
final class CompilerDirectives {
    private CompilerDirectives() {}

    /** Adds the directives in a file; false if this JVM takes none. */
    static boolean add(Path file) {
        try {
            Object answer =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "compilerDirectivesAdd",
                                    new Object[] {new String[] {file.toString()}},
                                    new String[] {String[].class.getName()});
            return String.valueOf(answer).contains("directives added");
        } catch (JMException unavailable) {
            return false;
        }
    }
}
