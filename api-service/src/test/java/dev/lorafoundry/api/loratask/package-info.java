@NullMarked
package dev.lorafoundry.api.loratask;

import org.jspecify.annotations.NullMarked;
