/** Datasets over REST. */
@NullMarked
package dev.lorafoundry.api.dataset.web;

import org.jspecify.annotations.NullMarked;
