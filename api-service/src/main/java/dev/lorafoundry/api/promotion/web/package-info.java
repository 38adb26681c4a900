/** Promotions over HTTP. */
@NullMarked
package dev.lorafoundry.api.promotion.web;

import org.jspecify.annotations.NullMarked;
