@NullMarked
package dev.lorafoundry.api.dataset;

import org.jspecify.annotations.NullMarked;
