package org.lanewise.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** An application that keeps a library in a class loader of its own. Needs nothing but the JDK. */
public final class PluginMain {
    private PluginMain() {}

    /** Arguments: kind of class loader, its class path, a main class, and the arguments of that. */
    public static void main(String[] args) throws Exception {
        URL[] urls =
                Arrays.stream(args[1].split(System.getProperty("path.separator")))
                        .map(PluginMain::url)
                        .toArray(URL[]::new);
        ClassLoader host = ClassLoader.getPlatformClassLoader();
        ClassLoader plugin =
                switch (args[0]) {
                    case "url" -> new URLClassLoader(urls, host);
                    case "memory" -> new InMemory(urls, host);
                    case "silent" -> new Secretive(urls, host);
                    default -> throw new IllegalArgumentException(args[0]);
                };
        Method main = plugin.loadClass(args[2]).getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(args, 3, args.length));
    }

    private static URL url(String place) {
        try {
            return Path.of(place).toUri().toURL();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** As loaders of jars within jars do: resources are streams, and nothing is a file. */
    static class InMemory extends ClassLoader {
        private final URLClassLoader files;

        InMemory(URL[] urls, ClassLoader parent) {
            super(parent);
            this.files = new URLClassLoader(urls, parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            try (InputStream in = files.getResourceAsStream(name)) {
                return in == null ? null : new ByteArrayInputStream(in.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** As loaders that decrypt or generate classes may do. */
    static final class Secretive extends InMemory {
        Secretive(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.endsWith(".class") ? null : super.getResourceAsStream(name);
        }
    }
}
