/** The worker as a process: its settings, what it consists of, its start, health and end. */
@NullMarked
package dev.lorafoundry.worker.process;

import org.jspecify.annotations.NullMarked;
