/** Base models: what is trained on. */
@NullMarked
package dev.lorafoundry.api.model;

import org.jspecify.annotations.NullMarked;
