package org.lanewise.host;

/**
 * Whether a multiply-add is one instruction in this JVM. Where it is not, {@link Math#fma} computes
 * with decimal numbers of any length, some hundred times slower than another method, interpreted
 * too; so a few calls tell, in a few microseconds and without knowing any flag.
 */
final class MultiplyAdd {
    private static final int BATCHES = 8;
    private static final int CALLS = 16;

    /** Between the 1 of an instruction and the 100 of decimal numbers. */
    private static final int SLOWER = 20;

    private static final class Here {
        static final boolean INSTRUCTION = probe();
    }

    private MultiplyAdd() {}

    static boolean isInstruction() {
        return Here.INSTRUCTION;
    }

    /** One fast batch is proof: decimal numbers never are, however busy the machine. */
    private static boolean probe() {
        long plain = Long.MAX_VALUE;
        long fused = Long.MAX_VALUE;
        float sum = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += Math.copySign(i + 1.1f, 3.3f);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += Math.fma(i + 1.1f, 2.2f, 3.3f);
            }
            plain = Math.min(plain, middle - start);
            fused = Math.min(fused, System.nanoTime() - middle);
        }
        return fused < SLOWER * Math.max(1, plain) && sum > 0;
    }
}
