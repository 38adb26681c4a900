/** CLIP's byte-pair tokeniser: text to ids, and ids to chunks of 77. */
@NullMarked
package dev.lorafoundry.diffusion.tokenizer;

import org.jspecify.annotations.NullMarked;
