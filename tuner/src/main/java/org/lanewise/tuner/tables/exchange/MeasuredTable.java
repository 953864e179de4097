package org.lanewise.tuner.tables.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.lanewise.tuner.space.Parameter;
import org.lanewise.tuner.space.Point;
import org.lanewise.tuner.space.Space;
import org.lanewise.tuner.tables.Table;

/** The table of a file. */
final class MeasuredTable implements Table {
    private final String name;
    private final MeasuredSpace space;
    private final Map<Point, Row> rows;

    private MeasuredTable(String name, MeasuredSpace space, Map<Point, Row> rows) {
        this.name = name;
        this.space = space;
        this.rows = rows;
    }

    /**
     * @param order values by parameter where their order is known, in the order of parameters
     * @throws IllegalArgumentException if the rows are no table; the message is one sentence
     */
    static MeasuredTable of(String name, List<Row> rows, Map<String, List<String>> order) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("it holds no configuration.");
        }
        List<Parameter> parameters = parameters(rows, order);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("its configurations hold no parameter.");
        }
        List<Map<String, Integer>> positions =
                parameters.stream().map(MeasuredTable::positions).toList();
        Map<Point, Row> byPoint = new HashMap<>();
        for (Row row : rows) {
            row.cost().ifPresent(MeasuredTable::requirePositive);
            byPoint.putIfAbsent(point(row, parameters, positions), row);
        }
        if (rows.stream().allMatch(row -> row.cost().isEmpty())) {
            throw new IllegalArgumentException("none of its configurations was measured.");
        }
        List<Point> valid = new ArrayList<>(byPoint.keySet());
        valid.sort(Comparator.comparing(Point::positions, Arrays::compare));
        return new MeasuredTable(name, new MeasuredSpace(parameters, valid), byPoint);
    }

    private static Point point(
            Row row, List<Parameter> parameters, List<Map<String, Integer>> positions) {
        int[] point = new int[parameters.size()];
        for (int i = 0; i < point.length; i++) {
            Integer position = positions.get(i).get(row.values().get(parameters.get(i).name()));
            if (position == null || row.values().size() != point.length) {
                throw new IllegalArgumentException("its configurations have different parameters.");
            }
            point[i] = position;
        }
        return Point.of(point);
    }

    private static void requirePositive(double cost) {
        if (!(cost > 0) || Double.isInfinite(cost)) {
            throw new IllegalArgumentException(
                    "its objective is to be a time, but one is " + cost + ".");
        }
    }

    private static List<Parameter> parameters(List<Row> rows, Map<String, List<String>> order) {
        Map<String, Set<String>> met = new LinkedHashMap<>();
        Set<String> names = rows.getFirst().values().keySet();
        order.keySet().stream()
                .filter(names::contains)
                .forEach(known -> met.put(known, new LinkedHashSet<>()));
        for (Row row : rows) {
            row.values()
                    .forEach((parameter, value) ->
                            met.computeIfAbsent(parameter, unknown -> new LinkedHashSet<>())
                                    .add(value));
        }
        return met.entrySet().stream()
                .map(entry ->
                        new Parameter(
                                entry.getKey(),
                                sorted(
                                        entry.getValue(),
                                        order.getOrDefault(entry.getKey(), List.of())),
                                false))
                .toList();
    }

    /** Numbers by size, words in the order known, what is in none as it came. */
    private static List<String> sorted(Set<String> values, List<String> order) {
        List<String> sorted = new ArrayList<>(values);
        sorted.sort(
                Comparator.comparingInt(
                        value -> order.contains(value) ? order.indexOf(value) : order.size()));
        if (sorted.stream().allMatch(Parameter::isNumber)) {
            sorted.sort(Comparator.comparingDouble(Double::parseDouble));
        }
        return sorted;
    }

    private static Map<String, Integer> positions(Parameter parameter) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < parameter.size(); i++) {
            positions.put(parameter.values().get(i), i);
        }
        return positions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public OptionalDouble cost(Point point) {
        return row(point).cost();
    }

    @Override
    public double seconds(Point point) {
        return row(point).seconds();
    }

    private Row row(Point point) {
        Row row = rows.get(point);
        if (row == null) {
            throw new IllegalArgumentException(
                    "The table " + name + " does not hold the point " + point + ".");
        }
        return row;
    }
}
