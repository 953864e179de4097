package org.lanewise.db.fleet;

/**
 * A host that takes jobs.
 *
 * @param name of its worker
 * @param kind of machine that it is
 * @param cpu its processor
 * @param silentSeconds how long ago its worker gave a sign of life
 */
public record FleetHost(String name, String kind, String cpu, double silentSeconds) {}
