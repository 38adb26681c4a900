/**
 * What every worker is as a process: its settings, what its trades are done with, the loops that
 * take offers, health, and the end.
 */
@NullMarked
package dev.lorafoundry.workerprocess;

import org.jspecify.annotations.NullMarked;
