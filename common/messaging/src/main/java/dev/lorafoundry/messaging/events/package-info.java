/** How the API listens to what workers say. */
@NullMarked
package dev.lorafoundry.messaging.events;

import org.jspecify.annotations.NullMarked;
