/**
 * Takes a convolution, gives oneDNN's, ONNX Runtime's and XNNPACK's contenders for it. In the build
 * profile {@code peers} alone, and the only package that knows these libraries.
 */
@NullMarked
package org.lanewise.tuner.peers.adapters;

import org.jspecify.annotations.NullMarked;
