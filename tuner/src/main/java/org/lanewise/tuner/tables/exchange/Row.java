package org.lanewise.tuner.tables.exchange;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One configuration of a file.
 *
 * @param values texts by parameter
 * @param cost the objective, or empty where the configuration failed
 * @param seconds what it took to find that out
 */
record Row(Map<String, String> values, OptionalDouble cost, double seconds) {}
