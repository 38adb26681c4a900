/** What makes the process a training worker: its settings and what it consists of. */
@NullMarked
package dev.lorafoundry.worker.process;

import org.jspecify.annotations.NullMarked;
