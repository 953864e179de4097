package org.lanewise.config;

import org.lanewise.json.JsonObject;

/** A machine as files of results and of trials hold it. */
public final class MachineJson {
    private MachineJson() {}

    /** Its members by their names. */
    public static JsonObject of(Machine machine) {
        return new JsonObject()
                .with("cpu", machine.cpu())
                .with("stepping", machine.stepping())
                .with("hypervisor", machine.hypervisor())
                .with("isa", machine.isa())
                .with("vectorBits", machine.vectorBits())
                .with("cores", machine.cores())
                .with("os", machine.os())
                .with("jdk", machine.jdk())
                .with("jvmFlags", machine.jvmFlags());
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if anything is missing or not what it should be
     */
    public static Machine machine(JsonObject json) {
        Machine machine =
                new Machine(
                        json.text("cpu"),
                        // Files of older versions have neither.
                        json.has("stepping") ? json.text("stepping") : "",
                        json.has("hypervisor") ? json.text("hypervisor") : "",
                        json.text("isa"),
                        json.small("vectorBits"),
                        json.small("cores"),
                        json.text("os"),
                        json.text("jdk"),
                        json.texts("jvmFlags"));
        // Asked for later on; what it is not shall be said here.
        machine.target();
        return machine;
    }
}
