package org.lanewise.tuner.features;

import java.util.List;

/** Features of the register tile: pipes, registers, code size, borders and remainders. */
final class TileFeatures {
    private TileFeatures() {}

    static List<Feature> all() {
        return List.of(
                Feature.log(
                        "lanes", "log2 of floats a vector", counts -> counts.schedule().lanes()),
                new Feature(
                        "tileHeight",
                        "output rows of the tile",
                        counts -> counts.schedule().tileH()),
                new Feature(
                        "tileWidth",
                        "output columns or vectors of the tile",
                        counts -> counts.schedule().tileW()),
                new Feature(
                        "tileUnits",
                        "channel units of the tile",
                        counts -> counts.schedule().tileC()),
                new Feature(
                        "accumulators",
                        "independent multiply-add chains",
                        counts -> counts.plan().accumulators()),
                Feature.log("tileFmas", "log2 of multiply-adds a tile", counts -> counts.fmas()),
                new Feature(
                        "inputLoadsPerFma",
                        "input loads a multiply-add; lower is more reuse in registers",
                        counts -> counts.inputLoads() / counts.fmas()),
                new Feature(
                        "weightLoadsPerFma",
                        "weight loads a multiply-add",
                        counts -> counts.weightLoads() / counts.fmas()),
                new Feature(
                        "loadsPerFma",
                        "all loads a multiply-add",
                        counts -> (counts.inputLoads() + counts.weightLoads()) / counts.fmas()),
                new Feature(
                        "registers",
                        "vector registers the tile needs",
                        counts -> counts.registers()),
                new Feature(
                        "spills",
                        "registers needed beyond the target's",
                        counts -> counts.spilled(counts.plan().target().vectorRegisters())),
                new Feature(
                        "spillsHalf",
                        "registers needed beyond half of the target's",
                        counts -> counts.spilled(counts.plan().target().vectorRegisters() / 2)),
                Feature.log(
                        "tileBytecodes",
                        "log2 of bytecodes of the largest method",
                        counts -> counts.work().largestMethod()),
                Feature.log(
                        "methodBytecodes",
                        "log2 of bytecodes of all methods",
                        counts -> counts.work().allMethods()),
                new Feature(
                        "regions",
                        "pieces of code for interior, borders and remainders",
                        counts -> counts.rows().regions() * counts.columns().regions()),
                new Feature(
                        "interiorShare",
                        "share of outputs computed by the full border-free tile",
                        KernelCounts::interiorShare),
                new Feature(
                        "remainderRows",
                        "share of rows that fill no tile",
                        counts -> counts.rows().remainderShare()),
                new Feature(
                        "remainderColumns",
                        "share of columns that fill no tile",
                        counts -> counts.columns().remainderShare()),
                Feature.log(
                        "rowTiles",
                        "log2 of tiles down the output",
                        counts -> counts.rows().steps()),
                Feature.log(
                        "columnTiles",
                        "log2 of tiles along a row",
                        counts -> counts.columns().steps()),
                new Feature(
                        "laneEfficiency",
                        "share of lanes that hold wanted outputs",
                        KernelCounts::laneEfficiency));
    }
}
