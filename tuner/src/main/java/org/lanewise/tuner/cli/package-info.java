/**
 * Takes words of the command line, gives sentences, tables and files: what a person at a terminal
 * sees.
 */
@NullMarked
package org.lanewise.tuner.cli;

import org.jspecify.annotations.NullMarked;
