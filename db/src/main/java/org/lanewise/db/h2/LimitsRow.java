package org.lanewise.db.h2;

import org.jdbi.v3.core.mapper.Nested;
import org.lanewise.db.MemoryLevel;

/** One level of a machine's memory, with the limits that it belongs to. */
record LimitsRow(int threads, double peakGflops, @Nested MemoryLevel level) {}
