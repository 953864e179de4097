package org.lanewise.tuner.measure.protocol;

import io.avaje.jsonb.Json;

/**
 * What a fresh JVM is asked: to warm, check and time one kernel. Its answer is an {@link
 * org.lanewise.db.Outcome}.
 *
 * @param candidate the kernel
 * @param classFile its class: compiling it there would take longer than all the rest
 * @param plan how to measure
 */
@Json
public record FreshKernel(Candidate candidate, byte[] classFile, Request.Plan plan) {}
