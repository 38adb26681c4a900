@NullMarked
package dev.lorafoundry.api.access;

import org.jspecify.annotations.NullMarked;
