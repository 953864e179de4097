package org.lanewise.reports;

import io.avaje.jsonb.Jsonb;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lanewise.workload.Workload;

/**
 * Records as JSON, so that programs get the numbers that pages show: a record is an object of its
 * components, with {@code panel}, its name, where it is a {@link Panel}, and with what follows from
 * them where it is {@link Derived}; what is not known is null; workloads, schedules and times of
 * day are their texts.
 */
public final class Json {
    private static final Jsonb JSON = Jsonb.builder().serializeNulls(true).build();

    private Json() {}

    /** The text of a record. */
    public static String of(Record record) {
        return JSON.type(Object.class).toJsonPretty(object(record)) + "\n";
    }

    private static @Nullable Object value(@Nullable Object any) {
        return switch (any) {
            case null -> null;
            case Number number -> number;
            case Boolean bool -> bool;
            case Optional<?> optional -> value(optional.orElse(null));
            case OptionalDouble optional -> optional.isPresent() ? optional.getAsDouble() : null;
            case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
            case Collection<?> values -> list(values);
            case Workload workload -> workload.toString();
            case Record record -> object(record);
            default -> any.toString();
        };
    }

    private static List<@Nullable Object> list(Collection<?> values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEach(one -> list.add(value(one)));
        return list;
    }

    private static Map<String, @Nullable Object> object(Record record) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (record instanceof Panel panel) {
            object.put("panel", panel.name());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            object.put(component.getName(), value(read(record, component)));
        }
        if (record instanceof Derived more) {
            more.derived().forEach((name, any) -> object.put(name, value(any)));
        }
        return object;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(component + " is not public", hidden);
        }
    }
}
