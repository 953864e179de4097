package org.lanewise.reports.panels;

import org.lanewise.reports.MachineCode;
import org.lanewise.reports.Panel;

/**
 * What the JIT made of a layer's best kernel.
 *
 * @param layer the layer's name
 * @param code the machine code
 */
public record Machine(String layer, MachineCode code) implements Panel {
    @Override
    public String title() {
        return "Machine code";
    }

    @Override
    public String name() {
        return "machine";
    }
}
