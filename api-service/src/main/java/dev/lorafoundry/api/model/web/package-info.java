/** Base models over REST. */
@NullMarked
package dev.lorafoundry.api.model.web;

import org.jspecify.annotations.NullMarked;
