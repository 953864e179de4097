package org.lanewise.host;

import java.util.Optional;
import org.lanewise.config.Machine;

/**
 * Where kernels are to run.
 *
 * @param capabilities what the JVM can do
 * @param machine what machine and JVM it is, empty without vectors
 */
public record Host(Capabilities capabilities, Optional<Machine> machine) {}
