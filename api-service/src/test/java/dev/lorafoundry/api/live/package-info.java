@NullMarked
package dev.lorafoundry.api.live;

import org.jspecify.annotations.NullMarked;
