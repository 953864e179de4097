package org.lanewise.tuner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.LanewiseException;

@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
    private static final String[] KERNELS = {
        "org.lanewise",
        "org.lanewise.workload..",
        "org.lanewise.target..",
        "org.lanewise.schedule..",
        "org.lanewise.codegen..",
        "org.lanewise.compile..",
        "org.lanewise.generated..",
        "org.lanewise.reference..",
        "org.lanewise.config..",
        "org.lanewise.runtime..",
        "org.lanewise.threads..",
        "org.lanewise.pack..",
        "org.lanewise.check..",
        "org.lanewise.kernel..",
        "org.lanewise.json..",
        "org.lanewise.host..",
        "org.lanewise.tensor..",
        "org.lanewise.memory..",
        "org.lanewise.files.."
    };

    /** What the kernels' module-info exports to everybody. */
    private static final Set<String> EXPORTED =
            Set.of(
                    "org.lanewise",
                    "org.lanewise.runtime",
                    "org.lanewise.tensor",
                    "org.lanewise.threads",
                    "org.lanewise.workload");

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.lanewise");

    @Test
    void theRulesSeeTheWholeProject() {
        assertThat(ALL.stream().map(JavaClass::getPackageName).distinct().count())
                .isGreaterThan(15);
        assertThat(ALL.size()).isGreaterThan(150);
    }

    @Test
    void kernelsNeedNothingButTheJdkAndTheJsonParser() {
        classes()
                .that()
                .resideInAnyPackage(KERNELS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        concat(
                                KERNELS,
                                "java..",
                                "javax.tools..",
                                "javax.management..",
                                "com.sun.management..",
                                "jdk.incubator.vector..",
                                "jdk.jfr..",
                                "io.avaje..",
                                "org.jspecify.."))
                .check(ALL);
    }

    /** So that an application can catch all of them at once. */
    @Test
    void oneTypeIsAboveAllExceptionsOfTheLibrary() {
        classes()
                .that()
                .resideInAnyPackage(KERNELS)
                .and()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(LanewiseException.class)
                .check(ALL);
    }

    @Test
    void kernelsArePrintedFromTheirLoopNestAlone() {
        classes()
                .that()
                .resideInAPackage("org.lanewise.codegen.ir..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.lanewise.codegen.ir..", "java..", "org.jspecify..")
                .check(ALL);
        classes()
                .that()
                .resideInAPackage("org.lanewise.codegen.print..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.lanewise.codegen.print..",
                        "org.lanewise.codegen.ir..",
                        "java..",
                        "org.jspecify..")
                .check(ALL);
    }

    @Test
    void theDatabaseKnowsOnlyKernels() {
        noClasses()
                .that()
                .resideInAPackage("org.lanewise.db..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.lanewise.tuner..", "org.lanewise.reports..")
                .check(ALL);
    }

    @Test
    void reportsNeverKnowTheTuner() {
        noClasses()
                .that()
                .resideInAPackage("org.lanewise.reports..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lanewise.tuner..")
                .check(ALL);
    }

    @Test
    void onlyTheOptaplannerPackageKnowsOptaPlanner() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.tuner.search.optaplanner..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.optaplanner..")
                .check(ALL);
    }

    @Test
    void onlyTheWorkerPackageKnowsJmh() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.tuner.measure.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.openjdk.jmh..")
                .check(ALL);
    }

    @Test
    void onlyTheCostModelKnowsItsTrainer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.tuner.costmodel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ml.dmlc..")
                .check(ALL);
    }

    @Test
    void onlyTheirReaderKnowsWhatOnnxFilesAreMadeOf() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.tuner.models.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("onnx..", "com.google.protobuf..")
                .check(ALL);
    }

    @Test
    void onlyTheAdaptersKnowThePeersLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.tuner.peers.adapters..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bytedeco..", "ai.onnxruntime..", "org.lanewise.tuner.peers.adapters..")
                .check(ALL);
    }

    @Test
    void tuningKnowsNothingOfPeers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.lanewise.tuner.peers..",
                        "org.lanewise.tuner.cli..",
                        // Generated: the list of all types with JSON.
                        "org.lanewise.jsonb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lanewise.tuner.peers..")
                .check(ALL);
    }

    @Test
    void onlyTheDatabaseKnowsH2AndItsHelpers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.lanewise.db.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.h2..", "org.jdbi..", "org.flywaydb..", "java.sql..")
                .check(ALL);
    }

    /** Figures read alike on every machine, and so do the words that processes exchange. */
    @Test
    void nothingIsPutIntoWordsByTheLanguageOfTheMachine() {
        noClasses()
                .that()
                // Names and whole numbers are all that goes into kernels, by %s.
                .resideOutsideOfPackage("org.lanewise.codegen..")
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                .check(ALL);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("org.lanewise.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void everyPackageSaysWhatItTakesAndGives() throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (String sources :
                List.of(
                        "../kernels/src/main/java",
                        "../db/src/main/java",
                        "../reports/src/main/java",
                        "src/main/java",
                        "src/peers/java")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .forEach(packages::add);
            }
        }
        assertThat(packages).hasSizeGreaterThan(25);
        for (Path each : packages) {
            assertThat(each.resolve("package-info.java"))
                    .content()
                    .matches("(?s)/\\*\\*[\\s*]*Takes .*gives? .*package [a-z0-9.]+;.*");
        }
    }

    /** What applications cannot see, the pages for them cannot send them to. */
    @Test
    void everyTypeThatPagesForApplicationsNameIsExported() throws IOException {
        Map<String, JavaClass> types =
                ALL.stream()
                        .collect(
                                Collectors.toMap(
                                        JavaClass::getSimpleName, type -> type, (a, b) -> a));
        List<JavaClass> named =
                Pattern.compile("(?<=`)[A-Z]\\w+|\\b[A-Z][a-z]+[A-Z]\\w+")
                        .matcher(
                                part("README.md", "## Use the result in an application")
                                        + part("kernels/README.md", "## In an application"))
                        .results()
                        .map(word -> types.get(word.group()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        assertThat(named)
                .extracting(JavaClass::getSimpleName)
                .contains("TunedKernels", "DepthwiseConv", "KernelBuffers", "LoadOptions");
        assertThat(named)
                .allMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .allMatch(type -> EXPORTED.contains(type.getPackageName()));
    }

    private static String part(String page, String heading) throws IOException {
        String text = Files.readString(Path.of("..").resolve(page));
        String from = text.substring(text.indexOf(heading) + heading.length());
        return from.split("\n## ", 2)[0];
    }

    private static String[] concat(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
