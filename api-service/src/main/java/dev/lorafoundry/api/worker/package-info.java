/** The worker processes: who is there, what they take, what they are busy with. */
@NullMarked
package dev.lorafoundry.api.worker;

import org.jspecify.annotations.NullMarked;
