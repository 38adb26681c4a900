/** The whole system on one machine with one command. */
@NullMarked
package dev.lorafoundry.standalone;

import org.jspecify.annotations.NullMarked;
