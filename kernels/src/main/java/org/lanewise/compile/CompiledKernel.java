package org.lanewise.compile;

import org.lanewise.codegen.KernelSource;
import org.lanewise.kernel.DepthwiseKernel;

/**
 * A kernel ready to run.
 *
 * @param source what it was compiled from
 * @param classFile the class file, as packs store it
 * @param kernel an instance
 */
public record CompiledKernel(KernelSource source, byte[] classFile, DepthwiseKernel kernel) {}
