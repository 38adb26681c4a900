@NullMarked
package dev.lorafoundry.api.worker;

import org.jspecify.annotations.NullMarked;
