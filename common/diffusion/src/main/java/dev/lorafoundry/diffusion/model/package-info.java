/** Base models as files: what they are, how large they are, and their tensors. */
@NullMarked
package dev.lorafoundry.diffusion.model;

import org.jspecify.annotations.NullMarked;
