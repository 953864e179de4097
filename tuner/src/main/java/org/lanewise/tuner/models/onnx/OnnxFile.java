package org.lanewise.tuner.models.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.ModelProto;
import org.lanewise.tuner.models.graph.Model;
import org.lanewise.tuner.models.graph.ModelException;

/** Reads ONNX files. Weights stay in the file until they are asked for. */
public final class OnnxFile {
    private OnnxFile() {}

    /**
     * Reads a model.
     *
     * @throws ModelException if there is none, or it cannot be understood
     */
    public static Model read(Path file) {
        require(file);
        try {
            // Weights may lie beside the model itself, not beside a link to it.
            return parsed(file, file.toRealPath());
        } catch (InvalidProtocolBufferException malformed) {
            throw damaged(file.toString());
        } catch (IOException unreadable) {
            throw new ModelException(
                    "The model " + file + " cannot be read (" + unreadable.getMessage() + ").");
        }
    }

    private static Model parsed(Path file, Path real) throws IOException {
        Path folder = real.getParent();
        if (folder == null) {
            throw new ModelException(file + " is no file.");
        }
        try (FileChannel channel = FileChannel.open(real)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelException(
                        "The model "
                                + file
                                + " has "
                                + channel.size()
                                + " bytes; an ONNX file cannot have 2 GiB or more, its weights must be external data.");
            }
            byte[] thin =
                    Thinning.copy(
                            Channels.newInputStream(channel),
                            (int) channel.size(),
                            file.toString(),
                            true);
            return model(
                    thin,
                    file.toString(),
                    new TensorReader(folder, String.valueOf(real.getFileName())));
        }
    }

    /**
     * Reads a model that is in memory.
     *
     * @param name what messages call it
     * @param folder where its external data would be
     * @throws ModelException if it cannot be understood
     */
    public static Model read(byte[] bytes, String name, Path folder) {
        try {
            byte[] copy = Thinning.copy(new ByteArrayInputStream(bytes), bytes.length, name, false);
            return model(copy, name, new TensorReader(folder, ""));
        } catch (IOException malformed) {
            throw damaged(name);
        }
    }

    private static Model model(byte[] bytes, String name, TensorReader tensors)
            throws InvalidProtocolBufferException {
        ModelProto model = ModelProto.parseFrom(bytes);
        if (!model.hasGraph()) {
            throw new ModelException("The file " + name + " holds no ONNX model.");
        }
        return ModelReader.read(model, name, tensors);
    }

    private static ModelException damaged(String name) {
        return new ModelException(
                "The file " + name + " is no ONNX model, or is damaged or cut short.");
    }

    private static void require(Path file) {
        if (!Files.exists(file)) {
            throw new ModelException("There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    file + " is a folder, pipe or device; a model must be a file of its own.");
        }
    }
}
