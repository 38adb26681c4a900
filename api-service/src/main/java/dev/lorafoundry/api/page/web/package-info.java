/**
 * The page: controllers, and what its templates show. Names that end in {@code View} are whole
 * pages or parts of them, with texts ready to be read.
 */
@NullMarked
package dev.lorafoundry.api.page.web;

import org.jspecify.annotations.NullMarked;
