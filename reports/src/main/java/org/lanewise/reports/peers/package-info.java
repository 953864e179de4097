/**
 * Takes the rounds in which others took turns with Lanewise, gives how many times as fast Lanewise
 * is: the numbers that pages, JSON and terminal show.
 */
@NullMarked
package org.lanewise.reports.peers;

import org.jspecify.annotations.NullMarked;
