/** Files of named tensors in the safetensors format: read by mapping, written whole. */
@NullMarked
package dev.lorafoundry.diffusion.safetensors;

import org.jspecify.annotations.NullMarked;
