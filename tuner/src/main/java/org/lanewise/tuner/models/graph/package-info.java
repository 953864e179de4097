/**
 * Takes nothing, gives the words in which a model is spoken of here: a {@link
 * org.lanewise.tuner.models.graph.Model} of nodes, attributes and tensors, independent of the file
 * it came from; and the model without local functions, whose bodies stand where they were called.
 */
@NullMarked
package org.lanewise.tuner.models.graph;

import org.jspecify.annotations.NullMarked;
