package org.lanewise.reports;

import java.util.Map;

/** A record that pages show more of than its components: what follows from them. */
public interface Derived {
    /** What follows, by name, for programs: numbers, texts, or optional ones. */
    Map<String, Object> derived();
}
