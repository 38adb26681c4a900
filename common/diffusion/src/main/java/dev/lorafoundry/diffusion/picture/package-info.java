/** Pictures as files: reading them safely, bringing them to size, writing PNG with text. */
@NullMarked
package dev.lorafoundry.diffusion.picture;

import org.jspecify.annotations.NullMarked;
