package org.lanewise.reports.page;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page in a browser, and what a reader does with it. */
final class Tab implements AutoCloseable {
    private static final Map<String, Integer> KEYS =
            Map.ofEntries(
                    entry("Tab", 9),
                    entry("Enter", 13),
                    entry(" ", 32),
                    entry("End", 35),
                    entry("Home", 36),
                    entry("ArrowLeft", 37),
                    entry("ArrowRight", 39),
                    entry("ArrowDown", 40),
                    entry("Backspace", 8));

    private static final int SHIFT = 8;

    private final Chromium browser;
    private final String target;
    private final String session;
    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(Chromium browser, String target, String session) {
        this.browser = browser;
        this.target = target;
        this.session = session;
        browser.listen(session, this::heard);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            ask(domain + ".enable", Map.of());
        }
        ask("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    private void heard(String method, Map<String, Object> told) {
        switch (method) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                    console.add(told.toString());
            case "Network.requestWillBeSent" ->
                    requests.add((String) Chromium.object(told.get("request")).get("url"));
            default -> {
                // Of no interest here.
            }
        }
    }

    private Map<String, Object> ask(String method, Map<String, Object> parameters) {
        return browser.ask(session, method, parameters);
    }

    /** Opens a page and waits until it is there. */
    Tab open(Path page) {
        loaded = new CompletableFuture<>();
        ask("Page.navigate", Map.of("url", page.toUri().toString()));
        loaded.orTimeout(60, TimeUnit.SECONDS).join();
        return this;
    }

    /** What the page's scripts complained about or said. */
    List<String> console() {
        return List.copyOf(console);
    }

    /** What it asked for, files and data of its own included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The value of an expression, waited for if it is a promise. */
    Object value(String expression) {
        Map<String, Object> answer =
                ask(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return Chromium.object(answer.get("result")).getOrDefault("value", "undefined");
    }

    /** The same as a text. */
    String text(String expression) {
        return String.valueOf(value(expression));
    }

    /** The same as a number. */
    double number(String expression) {
        return ((Number) value(expression)).doubleValue();
    }

    /** How large its window is. */
    Tab sized(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /**
     * How it is shown.
     *
     * @param medium {@code screen} or {@code print}
     * @param scheme {@code light} or {@code dark}
     */
    Tab shown(String medium, String scheme) {
        ask(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        medium,
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Presses a key and lets it go. */
    Tab press(String key) {
        return press(key, 0);
    }

    /** The same while the shift key is held. */
    Tab pressShifted(String key) {
        return press(key, SHIFT);
    }

    private Tab press(String key, int modifiers) {
        String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        char letter = Character.toUpperCase(key.charAt(0));
        int code = KEYS.getOrDefault(key, Character.isLetterOrDigit(letter) ? (int) letter : 0);
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            ask(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key.equals(" ") ? "Space" : key,
                            "windowsVirtualKeyCode",
                            code,
                            "modifiers",
                            modifiers,
                            "text",
                            type.equals("keyUp") ? "" : text));
        }
        return this;
    }

    /** Types letters. */
    Tab type(String letters) {
        letters.chars().forEach(letter -> press(String.valueOf((char) letter)));
        return this;
    }

    /** Moves the mouse there. */
    Tab point(double x, double y) {
        ask("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
        return this;
    }

    /** The page as PDF. */
    byte[] paper() {
        return data(ask("Page.printToPDF", Map.of("preferCSSPageSize", true)));
    }

    private static byte[] data(Map<String, Object> answer) {
        return Base64.getDecoder().decode((String) answer.get("data"));
    }

    @Override
    public void close() {
        browser.ask("", "Target.closeTarget", Map.of("targetId", target));
    }
}
