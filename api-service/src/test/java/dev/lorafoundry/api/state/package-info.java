@NullMarked
package dev.lorafoundry.api.state;

import org.jspecify.annotations.NullMarked;
