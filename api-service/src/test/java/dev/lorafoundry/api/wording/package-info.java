@NullMarked
package dev.lorafoundry.api.wording;

import org.jspecify.annotations.NullMarked;
