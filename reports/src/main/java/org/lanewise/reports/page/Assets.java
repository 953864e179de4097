package org.lanewise.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet and the scripts, which every report carries inside. */
public final class Assets {
    private Assets() {}

    /** The style sheets, as one: what stands below has the last word. */
    public static String css() {
        return Stream.of("page", "tables", "charts", "code", "print")
                .map(sheet -> read("/org/lanewise/reports/css/" + sheet + ".css"))
                .collect(Collectors.joining("\n"));
    }

    /** Apache ECharts, which draws the charts. */
    public static String echarts() {
        return webjar("echarts", "dist/echarts.min.js");
    }

    /** Prism, which colours the Java sources. */
    public static String prism() {
        return webjar("prismjs", "components/prism-core.min.js")
                + webjar("prismjs", "components/prism-clike.min.js")
                + webjar("prismjs", "components/prism-java.min.js");
    }

    /** What the report itself does. */
    public static String script() {
        return read("/org/lanewise/reports/report.js");
    }

    /** A file's path holds its webjar's version, which the jar's own properties tell. */
    private static String webjar(String artifact, String file) {
        Properties properties = new Properties();
        try (InputStream in =
                open("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return read(
                        "/META-INF/resources/webjars/"
                                + artifact
                                + "/"
                                + properties.getProperty("version")
                                + "/"
                                + file)
                + "\n";
    }

    private static String read(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + resource);
        }
        return in;
    }
}
