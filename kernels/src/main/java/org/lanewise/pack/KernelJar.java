package org.lanewise.pack;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lanewise.codegen.KernelSource;
import org.lanewise.compile.KernelCompiler;
import org.lanewise.config.BestConfig;
import org.lanewise.files.WholeFile;
import org.lanewise.json.JsonObject;
import org.lanewise.target.Target;

/**
 * A pack as a jar: its kernels are classes like any other, for JVMs and images where none may be
 * defined at run time. Beside them lies a pack without kernels, which an application loads as a
 * resource of the class path or module path; the kernels are then found by their names.
 *
 * <pre>
 * org/lanewise/packed/v4/K_WORKLOAD_by_SCHEDULE.class
 * NAME.lanewise                                     the best configurations
 * module-info.class                                 module org.lanewise.packed
 * META-INF/native-image/.../reachability-metadata.json
 * </pre>
 */
public final class KernelJar {
    /** The module that such a jar is; the kernels' module lets it in by this name. */
    static final String MODULE = KernelSource.JAR_PACKAGES;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String ENDING = ".jar";

    private KernelJar() {}

    /** Whether a file is to be one, by its name. */
    static boolean named(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /** Writes the jar {@code NAME.jar}, all of it or nothing; the same bytes for the same pack. */
    static void write(Path file, List<BestConfig> configs, List<Target> others) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\" + ENDING + "$", "");
        String pack = name + ".lanewise";
        SortedMap<String, byte[]> parts = new TreeMap<>();
        List<KernelSource> sources = sources(configs, others);
        try (KernelCompiler compiler = new KernelCompiler()) {
            List<byte[]> classes = compiler.classFiles(sources);
            for (int i = 0; i < classes.size(); i++) {
                parts.put(part(sources.get(i)), classes.get(i));
            }
        }
        parts.put(pack, PackFile.bytes(new KernelPack(configs, new TreeMap<>())));
        parts.put("module-info.class", moduleInfo());
        parts.put(
                "META-INF/native-image/" + MODULE + "/" + name + "/reachability-metadata.json",
                reachable(sources, pack).getBytes(StandardCharsets.UTF_8));
        byte[] manifest = "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, PackFile.archive(MANIFEST, manifest, parts));
    }

    private static String part(KernelSource source) {
        return source.className().replace('.', '/') + ".class";
    }

    /** What a pack of these holds, each once. */
    private static List<KernelSource> sources(List<BestConfig> configs, List<Target> others) {
        SortedMap<String, KernelSource> sources = new TreeMap<>();
        for (BestConfig config : configs) {
            List<Target> all = PackCompiler.targets(config, others);
            config.layers().stream()
                    .flatMap(layer -> PackCompiler.kernels(all, layer).stream())
                    .forEach(legal ->
                            sources.computeIfAbsent(
                                    JarClasses.nameOf(legal), name -> JarClasses.source(legal)));
        }
        return List.copyOf(sources.values());
    }

    private static byte[] moduleInfo() {
        ModuleRequireInfo java =
                ModuleRequireInfo.of(ModuleDesc.of("java.base"), Set.of(AccessFlag.MANDATED), null);
        List<ModuleDesc> others =
                List.of(
                        ModuleDesc.of("org.lanewise.kernels"),
                        ModuleDesc.of("jdk.incubator.vector"));
        return ClassFile.of()
                .buildModule(
                        ModuleAttribute.of(
                                ModuleDesc.of(MODULE),
                                module -> {
                                    module.requires(java);
                                    others.forEach(other -> module.requires(other, 0, null));
                                    module.exports(
                                            PackageDesc.of(JarClasses.PACKAGE),
                                            0,
                                            others.getFirst());
                                }));
    }

    /** What an image must keep that finds kernels by name. */
    private static String reachable(List<KernelSource> sources, String pack) {
        JsonObject constructor =
                new JsonObject().with("name", "<init>").with("parameterTypes", List.of());
        return new JsonObject()
                .with(
                        "reflection",
                        sources.stream()
                                .map(source ->
                                        new JsonObject()
                                                .with("type", source.className())
                                                .with("methods", List.of(constructor)))
                                .toList())
                .with("resources", List.of(new JsonObject().with("glob", pack)))
                .pretty();
    }
}
