package org.lanewise.json;

import io.avaje.json.JsonDataException;
import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a file holds it: what it lacks, and what has another type than it should, is
 * refused by name. Numbers are doubles. Not thread-safe while it is built.
 *
 * <pre>{@code
 * JsonObject.parse(text).object("machine").text("cpu")
 * new JsonObject().with("format", 1).with("layers", layers).pretty()
 * }</pre>
 */
public final class JsonObject {
    /** Without a pool of buffers, which takes longer to set up than a file to read. */
    private static final JsonStream STREAM =
            JsonStream.builder()
                    .serializeEmpty(true)
                    .bufferRecycling(BufferRecycleStrategy.NO_RECYCLING)
                    .build();

    /** Far deeper than any of the files, far less deep than a stack. */
    private static final int DEEPEST = 100;

    private static final String FOREIGN = "it is not the JSON one holds.";

    private final Map<String, Object> members;

    /** Without members, to be filled. */
    public JsonObject() {
        this(new LinkedHashMap<>());
    }

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Reads the text of one object.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static JsonObject parse(String text) {
        try (JsonReader reader = STREAM.reader(text)) {
            if (reader.currentToken() == JsonReader.Token.BEGIN_OBJECT) {
                return new JsonObject(members(reader, DEEPEST));
            }
        } catch (JsonException | NumberFormatException malformed) {
            throw new IllegalArgumentException(FOREIGN, malformed);
        }
        throw new IllegalArgumentException(FOREIGN);
    }

    private static Map<String, Object> members(JsonReader reader, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            if (!reader.isNullValue()) {
                members.put(name, value(reader, depth));
            }
        }
        reader.endObject();
        return members;
    }

    private static Object value(JsonReader reader, int depth) {
        if (depth == 0) {
            throw new JsonDataException("too deep");
        }
        return switch (reader.currentToken()) {
            case BEGIN_OBJECT -> members(reader, depth - 1);
            case BEGIN_ARRAY -> elements(reader, depth - 1);
            case STRING -> reader.readString();
            case BOOLEAN -> reader.readBoolean();
            // Not as a double: the parser's own are off by the last bit now and then.
            case NUMBER -> Double.parseDouble(reader.readRaw());
            case NULL -> throw new JsonDataException("a list holds null");
        };
    }

    private static List<Object> elements(JsonReader reader, int depth) {
        List<Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            elements.add(value(reader, depth));
        }
        reader.endArray();
        return elements;
    }

    /**
     * The same object with one more member, after the others.
     *
     * @param value a number, a string, an object, a truth value or a list of those
     */
    public JsonObject with(String name, Object value) {
        members.put(name, plain(value));
        return this;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case JsonObject object -> object.members;
            case List<?> list -> {
                List<Object> plain = new ArrayList<>();
                list.forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            default -> value;
        };
    }

    /** One line of text. */
    public String line() {
        return print(false);
    }

    /** Text for people, several lines, the last one ended. */
    public String pretty() {
        return print(true) + "\n";
    }

    private String print(boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = STREAM.writer(text)) {
            writer.pretty(pretty);
            JsonMapper.builder().build().toJson(members, writer);
        }
        return text.toString();
    }

    /** Names of the members. */
    public Iterable<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /** Whether there is such a member, and it is not null. */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /** A string. */
    public String text(String name) {
        return member(name, String.class);
    }

    /** A truth value. */
    public boolean truth(String name) {
        return member(name, Boolean.class);
    }

    /** A number. */
    public double number(String name) {
        return member(name, Number.class).doubleValue();
    }

    /** An integer; what a number has after the point is an error. */
    public long integer(String name) {
        double number = number(name);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException("\"" + name + "\" is " + number + ", no integer.");
        }
        return (long) number;
    }

    /** An integer of 32 bits. */
    public int small(String name) {
        long integer = integer(name);
        if (integer != (int) integer) {
            throw new IllegalArgumentException("\"" + name + "\" is too large: " + integer + ".");
        }
        return (int) integer;
    }

    /** An object. */
    public JsonObject object(String name) {
        return object(name, member(name, Object.class));
    }

    /** A list of objects. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : member(name, List.class)) {
            objects.add(object(name, element));
        }
        return objects;
    }

    /** A list of strings. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : member(name, List.class)) {
            texts.add(cast(name, element, String.class));
        }
        return texts;
    }

    /** A list of numbers. */
    public List<Double> numbers(String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object element : member(name, List.class)) {
            numbers.add(cast(name, element, Number.class).doubleValue());
        }
        return numbers;
    }

    private static JsonObject object(String name, @Nullable Object element) {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<?, ?> map = cast(name, element, Map.class);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.put((String) entry.getKey(), entry.getValue());
        }
        return new JsonObject(members);
    }

    private <T> T member(String name, Class<T> type) {
        if (!has(name)) {
            throw new IllegalArgumentException("it lacks \"" + name + "\".");
        }
        return cast(name, members.get(name), type);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("\"" + name + "\" is not what it should be.");
        }
        return type.cast(value);
    }
}
