package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * Something about a schedule that can be chosen; {@link Knobs#KNOBS} lists them all. Its text, its
 * place in a schedule's name, the values worth trying and what they mean are declared here, and
 * nowhere else. Immutable and thread-safe.
 *
 * @param <T> what it is set to
 */
public final class Knob<T> {
    private final int index;
    private final String name;
    private final String about;
    private final String prefix;
    private final String pattern;
    private final Optional<T> unsaid;
    private final List<T> all;
    private final Function<String, T> reader;
    private final Function<T, String> printer;
    private final BiFunction<T, Plan, String> meaning;
    private final BiFunction<Workload, Target, List<T>> values;

    private Knob(
            int index,
            String name,
            String about,
            String prefix,
            String pattern,
            Optional<T> unsaid,
            List<T> all,
            Function<String, T> reader,
            Function<T, String> printer,
            BiFunction<T, Plan, String> meaning,
            BiFunction<Workload, Target, List<T>> values) {
        this.index = index;
        this.name = name;
        this.about = about;
        this.prefix = prefix;
        this.pattern = pattern;
        this.unsaid = unsaid;
        this.all = all;
        this.reader = reader;
        this.printer = printer;
        this.meaning = meaning;
        this.values = values;
    }

    /**
     * A size.
     *
     * @param about what it sets, for tables of knobs
     * @param prefix what stands before it in a schedule's name
     * @param pattern the digits allowed, a regular expression
     * @param meaning what a value does, one sentence
     * @param values those worth trying for a workload on a target
     */
    static Knob<Integer> size(
            int index,
            String name,
            String about,
            String prefix,
            String pattern,
            BiFunction<Integer, Plan, String> meaning,
            BiFunction<Workload, Target, List<Integer>> values) {
        return new Knob<>(
                index,
                name,
                about,
                prefix,
                pattern,
                Optional.empty(),
                List.of(),
                Integer::valueOf,
                String::valueOf,
                meaning,
                values);
    }

    /** A choice, of which all values of the enum can be written. */
    static <E extends Enum<E> & Choice> Knob<E> choice(
            int index,
            String name,
            String about,
            String prefix,
            Class<E> type,
            BiFunction<Workload, Target, List<E>> values) {
        List<E> all = List.of(type.getEnumConstants());
        return new Knob<>(
                index,
                name,
                about,
                prefix,
                texts(all, "|"),
                Optional.empty(),
                all,
                text -> find(name, all, text),
                Choice::text,
                (value, plan) -> value.meaning(),
                values);
    }

    private static <E extends Enum<E> & Choice> E find(String knob, List<E> all, String text) {
        for (E one : all) {
            if (one.text().equalsIgnoreCase(text) || one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw new InvalidScheduleException(
                "The knob "
                        + knob
                        + " has no value '"
                        + text
                        + "' here; its values are "
                        + texts(all, ", ")
                        + ".");
    }

    private static String texts(List<? extends Choice> choices, String between) {
        // A loop, as in what else reads a schedule: a starting JVM would link a stream's parts.
        StringJoiner texts = new StringJoiner(between);
        for (Choice choice : choices) {
            texts.add(choice.text());
        }
        return texts.toString();
    }

    /**
     * The same, with a value that has no part in a schedule's name: names given before there was a
     * choice are still the names of the same schedules.
     */
    Knob<T> unsaid(T value) {
        List<Choice> others = new ArrayList<>();
        for (T other : all) {
            if (!other.equals(value)) {
                others.add((Choice) other);
            }
        }
        String said = all.isEmpty() ? pattern : texts(others, "|");
        return new Knob<>(
                index,
                name,
                about,
                prefix,
                said,
                Optional.of(value),
                all,
                reader,
                printer,
                meaning,
                values);
    }

    /** Position in {@link Knobs#KNOBS}. */
    int index() {
        return index;
    }

    /** Its name in slices of a space, reports and features, such as {@code tileH}. */
    public String name() {
        return name;
    }

    /** How a size is written in a schedule's name, N for the number; nothing before a choice. */
    public String form() {
        return prefix.replaceFirst("^_", "") + (all.isEmpty() ? "N" : "");
    }

    /** Every value of a choice; empty for a size. */
    public List<T> all() {
        return all;
    }

    /** The same values, as what they have in common; empty for a size. */
    public List<Choice> choices() {
        return all.stream().map(Choice.class::cast).toList();
    }

    /** The value that has no part in a schedule's name, if there is one. */
    public Optional<T> unsaid() {
        return unsaid;
    }

    /** A value as text. */
    public String text(T value) {
        return printer.apply(value);
    }

    /** A schedule's value as text. */
    public String textOf(Schedule schedule) {
        return text(schedule.get(this));
    }

    /** Its part of a schedule's name, empty where it has none. */
    public String partOf(Schedule schedule) {
        T value = schedule.get(this);
        return unsaid.isPresent() && unsaid.get().equals(value) ? "" : prefix + text(value);
    }

    /** What it sets, a sentence without its end. */
    public String about() {
        return about;
    }

    /** What its value does in a kernel, one sentence. */
    public String meaningOf(Plan plan) {
        return meaning.apply(plan.schedule().get(this), plan);
    }

    /**
     * Reads {@link #text}; names that older versions gave choices are read too.
     *
     * @throws InvalidScheduleException if there is no such value
     */
    public T parse(String text) {
        if (all.isEmpty() && !text.matches(pattern)) {
            throw new InvalidScheduleException(
                    "'" + text + "' is no value of the knob " + name + ".");
        }
        return reader.apply(text);
    }

    /** Its part of the regular expression of schedules' names; its value is one group. */
    String regex() {
        String part = Pattern.quote(prefix) + "(" + pattern + ")";
        return unsaid.isPresent() ? "(?:" + part + ")?" : part;
    }

    /**
     * Its value in a name that {@link #regex} has matched, and is not to match again; null stands
     * for the one that is not said.
     */
    T matched(@Nullable String text) {
        return text == null ? unsaid.orElseThrow() : reader.apply(text);
    }

    /** The values worth trying. */
    KnobRange<T> range(Workload workload, Target target) {
        return new KnobRange<>(this, values.apply(workload, target));
    }

    /** Numbers up to {@code most}, in ascending order and each once. */
    static List<Integer> upTo(int most, int... numbers) {
        return IntStream.of(numbers).filter(n -> n <= most).sorted().distinct().boxed().toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
