/** How originals become training pictures: upright, over white, cut to size, with their masks. */
@NullMarked
package dev.lorafoundry.diffusion.preparation;

import org.jspecify.annotations.NullMarked;
