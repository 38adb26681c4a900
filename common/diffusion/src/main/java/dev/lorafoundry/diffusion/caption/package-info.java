/** What becomes of captions when they are shown: an order of tags, a choice of words, nothing. */
@NullMarked
package dev.lorafoundry.diffusion.caption;

import org.jspecify.annotations.NullMarked;
