package org.lanewise.db.fleet;

import java.time.OffsetDateTime;

/**
 * A host that takes jobs.
 *
 * @param name of its worker
 * @param kind of machine that it is
 * @param cpu its processor
 * @param seen when its worker was started last
 */
public record FleetHost(String name, String kind, String cpu, OffsetDateTime seen) {}
