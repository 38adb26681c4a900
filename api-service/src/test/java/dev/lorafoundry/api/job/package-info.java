@NullMarked
package dev.lorafoundry.api.job;

import org.jspecify.annotations.NullMarked;
