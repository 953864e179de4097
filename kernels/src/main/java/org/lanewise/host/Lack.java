package org.lanewise.host;

import org.lanewise.kernel.RawMemory;

/** What a JVM may lack that kernels want, with what follows and how to mend it. */
public enum Lack {
    /** Somebody does not want vectors. */
    SWITCHED_OFF(
            "vectors are switched off (lanewise.vector=off)", "start it without that property"),
    /** It was not started with the Vector API. */
    VECTOR_API(
            "this JVM lacks the Vector API",
            "start a JDK 25 or newer with --add-modules jdk.incubator.vector"),
    /** Its vectors are too short for kernels, or it has none. */
    VECTOR_WIDTH(
            "this JVM has no vectors of 128 bits or more",
            "start it without -XX:MaxVectorSize, on a processor that has them"),
    /** It has no JIT. */
    JIT(
            "this JVM interprets all code, and interpreted vectors are objects",
            "start it without -Xint"),
    /** Its JIT is C1, which knows no vectors. */
    C2(
            "this JVM compiles with C1 alone, which compiles no vectors",
            "start it without -XX:TieredStopAtLevel and -XX:CompilationMode"),
    /** Its JIT leaves vectors on the heap, some hundred times slower than scalar code. */
    COMPILED_VECTORS(
            "the JIT of this JVM does not compile vectors, as a trial at its start has shown",
            "start it with HotSpot's C2, and without flags that change what it does"),
    /**
     * A multiply-add is no instruction; Java's computes with decimal numbers instead. Kernels
     * multiply and then add.
     */
    FMA(
            "this JVM has no multiply-add instruction (FMA)",
            "start it without -XX:-UseFMA and -XX:UseAVX=0, on a processor with FMA"),
    /** It denies access to native memory by address, which the fastest kernels need. */
    NATIVE_ACCESS(
            "it addresses native memory, which this JVM denies",
            "start it with --enable-native-access=" + module()),
    /** It has no javac. */
    JAVA_COMPILER(
            "there is no compiler (module jdk.compiler)",
            "run on a full JDK, or export a kernel pack that holds what is asked for"),
    /** Its flags are not known, allocations are not counted, and its JIT takes no directives. */
    MANAGEMENT(
            "this JVM lacks the module jdk.management, so that its flags are not known and kernels"
                    + " take longer to reach full speed",
            "add the module jdk.management"),
    /** HotSpot's list of commands breaks off without it, and directives are among them. */
    DIRECTIVES(
            "this JVM lacks the module jdk.jfr, so that its JIT takes no directives and kernels"
                    + " take longer to reach full speed, or do not reach it",
            "add the module jdk.jfr");

    private final String why;
    private final String remedy;

    Lack(String why, String remedy) {
        this.why = why;
        this.remedy = remedy;
    }

    /** What is missing, as the rest of a sentence. */
    public String why() {
        return why;
    }

    /** What is missing and how to mend it, as the rest of a sentence. */
    public String words() {
        return why + "; " + remedy;
    }

    /** What is missing and how to mend it, one sentence. */
    public String sentence() {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1) + "; " + remedy + ".";
    }

    /** How to mend it, one sentence. */
    public String remedy() {
        return Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
    }

    private static String module() {
        Module module = RawMemory.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }
}
