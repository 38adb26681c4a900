@NullMarked
package dev.lorafoundry.api.picture;

import org.jspecify.annotations.NullMarked;
