@NullMarked
package dev.lorafoundry.api.preview;

import org.jspecify.annotations.NullMarked;
