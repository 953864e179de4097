package org.lanewise.tuner.models.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.ExternalBytes;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.Tensor.Elements;

/** Turns parsed tensors into ours, without reading what they hold. */
final class TensorReader {
    private final Path folder;
    private final String ownFile;

    /**
     * @param folder where external data may be
     * @param ownFile the model's own file, where weights are that {@link Thinning} has left out
     */
    TensorReader(Path folder, String ownFile) {
        this.folder = folder;
        this.ownFile = ownFile;
    }

    Tensor read(TensorProto tensor) {
        ElementType type = ElementType.of(tensor.getDataType());
        List<Long> dims = List.copyOf(tensor.getDimsList());
        if (dims.stream().anyMatch(size -> size < 0)) {
            return new Tensor(
                    type, List.of(), new Elements.Unreadable("it has a negative size in " + dims));
        }
        return new Tensor(type, dims, elements(tensor, type));
    }

    Tensor sparse(SparseTensorProto sparse) {
        List<Long> dims = List.copyOf(sparse.getDimsList());
        boolean sound = dims.stream().allMatch(size -> size >= 0);
        return new Tensor(
                ElementType.of(sparse.getValues().getDataType()),
                sound ? dims : List.of(),
                new Elements.Unreadable("it is sparse"));
    }

    private Elements elements(TensorProto tensor, ElementType type) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return external(tensor);
        }
        if (tensor.hasRawData()) {
            ByteString raw = tensor.getRawData();
            return new Elements.Raw(raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
        }
        return new Elements.Values(values(tensor, type));
    }

    /** Which field holds the elements follows from their type. */
    private static double[] values(TensorProto tensor, ElementType type) {
        return switch (type) {
            case FLOAT ->
                    tensor.getFloatDataList().stream().mapToDouble(Float::doubleValue).toArray();
            case DOUBLE ->
                    tensor.getDoubleDataList().stream().mapToDouble(Double::doubleValue).toArray();
            case INT64 ->
                    tensor.getInt64DataList().stream().mapToDouble(Long::doubleValue).toArray();
            case UINT32, UINT64 ->
                    tensor.getUint64DataList().stream().mapToDouble(Long::doubleValue).toArray();
            case INT32, INT16, INT8, UINT16, UINT8, BOOL ->
                    tensor.getInt32DataList().stream().mapToDouble(Integer::doubleValue).toArray();
            case FLOAT16 ->
                    tensor.getInt32DataList().stream()
                            .mapToDouble(bits -> Float.float16ToFloat(bits.shortValue()))
                            .toArray();
            case BFLOAT16 ->
                    tensor.getInt32DataList().stream()
                            .mapToDouble(bits -> Float.intBitsToFloat(bits << 16))
                            .toArray();
            case STRING, UNKNOWN -> new double[0];
        };
    }

    private Elements external(TensorProto tensor) {
        Map<String, String> said = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            said.put(entry.getKey(), entry.getValue());
        }
        String location =
                said.containsKey(Thinning.OWN_FILE) ? ownFile : said.getOrDefault("location", "");
        try {
            return new Elements.External(
                    new ExternalBytes(
                            folder,
                            location,
                            Long.parseLong(said.getOrDefault("offset", "0")),
                            Long.parseLong(said.getOrDefault("length", "-1"))));
        } catch (NumberFormatException malformed) {
            return new Elements.Unreadable(
                    "its place in the file " + location + " is not said in numbers");
        }
    }
}
