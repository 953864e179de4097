package org.lanewise.reports.chart;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.Arrays;

/**
 * Points of a chart, each its place across, its place up and the position of what it is called. As
 * numbers, not as objects: a search may have 100,000. Not thread-safe.
 */
public final class Points {
    private static final int NUMBERS = 3;

    private double[] numbers = new double[NUMBERS * 16];
    private int length;

    /** Adds a point; its places are {@linkplain Chart#rounded rounded}. */
    public void add(double across, double up, int name) {
        if (length == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * length);
        }
        numbers[length] = Chart.rounded(across);
        numbers[length + 1] = Chart.rounded(up);
        numbers[length + 2] = name;
        length += NUMBERS;
    }

    /** Each point a list of its three numbers. */
    static final class Adapter implements JsonAdapter<Points> {
        @Override
        public void toJson(JsonWriter writer, Points points) {
            writer.beginArray();
            for (int at = 0; at < points.length; at += NUMBERS) {
                writer.beginArray();
                for (int i = at; i < at + NUMBERS; i++) {
                    write(writer, points.numbers[i]);
                }
                writer.endArray();
            }
            writer.endArray();
        }

        /** Whole numbers without the zero behind their point. */
        private static void write(JsonWriter writer, double number) {
            if (number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) {
                writer.value((int) number);
            } else {
                writer.value(number);
            }
        }

        @Override
        public Points fromJson(JsonReader reader) {
            throw new UnsupportedOperationException("Points are written alone.");
        }
    }
}
