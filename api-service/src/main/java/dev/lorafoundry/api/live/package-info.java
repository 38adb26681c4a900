/** What happens, as it happens: events for pages that stay open. */
@NullMarked
package dev.lorafoundry.api.live;

import org.jspecify.annotations.NullMarked;
