package org.lanewise.tuner.features;

import java.util.List;

/** Features of the register tile: pipes, registers, code size, borders and remainders. */
final class TileFeatures {
    /** Vector registers of AVX-512 and of AArch64. */
    private static final int MANY_REGISTERS = 32;

    /** Vector registers of AVX2. */
    private static final int FEW_REGISTERS = 16;

    private TileFeatures() {}

    static List<Feature> all() {
        return List.of(
                Feature.log("lanes", "log2 of floats a vector", plan -> plan.schedule().lanes()),
                new Feature(
                        "tileHeight", "output rows of the tile", plan -> plan.schedule().tileH()),
                new Feature(
                        "tileWidth",
                        "output columns or vectors of the tile",
                        plan -> plan.schedule().tileW()),
                new Feature(
                        "tileUnits", "channel units of the tile", plan -> plan.schedule().tileC()),
                new Feature(
                        "accumulators",
                        "independent multiply-add chains",
                        plan -> plan.tile().accumulators()),
                Feature.log("tileFmas", "log2 of multiply-adds a tile", plan -> plan.tile().fmas()),
                new Feature(
                        "inputLoadsPerFma",
                        "input loads a multiply-add; lower is more reuse in registers",
                        plan -> (double) plan.tile().inputLoads() / plan.tile().fmas()),
                new Feature(
                        "weightLoadsPerFma",
                        "weight loads a multiply-add",
                        plan -> plan.tile().weightLoads() / plan.tile().fmas()),
                new Feature(
                        "loadsPerFma",
                        "all loads a multiply-add",
                        plan ->
                                (plan.tile().inputLoads() + plan.tile().weightLoads())
                                        / plan.tile().fmas()),
                new Feature(
                        "registers",
                        "vector registers the tile needs",
                        plan -> plan.tile().registers()),
                new Feature(
                        "spills32",
                        "registers needed beyond 32",
                        plan -> plan.tile().spilled(MANY_REGISTERS)),
                new Feature(
                        "spills16",
                        "registers needed beyond 16",
                        plan -> plan.tile().spilled(FEW_REGISTERS)),
                Feature.log(
                        "tileBytecodes",
                        "log2 of bytecodes of one tile",
                        plan -> plan.tile().bytecodes()),
                Feature.log(
                        "methodBytecodes",
                        "log2 of bytecodes of all regions",
                        KernelPlan::methodBytecodes),
                new Feature(
                        "regions",
                        "pieces of code for interior, borders and remainders",
                        plan -> plan.rows().regions() * plan.columns().regions()),
                new Feature(
                        "interiorShare",
                        "share of outputs computed by the full border-free tile",
                        KernelPlan::interiorShare),
                new Feature(
                        "remainderRows",
                        "share of rows that fill no tile",
                        plan -> plan.rows().remainderShare()),
                new Feature(
                        "remainderColumns",
                        "share of columns that fill no tile",
                        plan -> plan.columns().remainderShare()),
                Feature.log(
                        "rowTiles", "log2 of tiles down the output", plan -> plan.rows().steps()),
                Feature.log(
                        "columnTiles", "log2 of tiles along a row", plan -> plan.columns().steps()),
                new Feature(
                        "laneEfficiency",
                        "share of lanes that hold wanted outputs",
                        KernelPlan::laneEfficiency));
    }
}
