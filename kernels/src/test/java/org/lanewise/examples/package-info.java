/**
 * How to use Lanewise in an application, one idea an example, in the order to read them. They run
 * as tests, so they work.
 */
package org.lanewise.examples;
