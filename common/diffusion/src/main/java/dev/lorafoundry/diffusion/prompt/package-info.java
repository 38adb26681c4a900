/** What people write in prompts: weights in brackets, and tags of LoRA files. */
@NullMarked
package dev.lorafoundry.diffusion.prompt;

import org.jspecify.annotations.NullMarked;
