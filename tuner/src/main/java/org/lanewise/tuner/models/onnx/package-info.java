/**
 * Takes an ONNX file, gives a {@link org.lanewise.tuner.models.graph.Model}; knows the protocol
 * buffers that the file is made of, and trusts nothing that it says of its own size.
 */
@NullMarked
package org.lanewise.tuner.models.onnx;

import org.jspecify.annotations.NullMarked;
