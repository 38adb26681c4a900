/** Where messages go that nobody can use, with their cause. */
@NullMarked
package dev.lorafoundry.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
