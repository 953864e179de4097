package org.lanewise.db;

import java.util.Optional;
import java.util.UUID;

/**
 * A trial, and what recorded it.
 *
 * @param run which run; empty where none was told
 * @param generator the {@linkplain org.lanewise.codegen.KernelSource#GENERATOR version} of the
 *     generator that made its kernel
 * @param trial the trial
 */
public record Recorded(Optional<UUID> run, int generator, Trial trial) {}
