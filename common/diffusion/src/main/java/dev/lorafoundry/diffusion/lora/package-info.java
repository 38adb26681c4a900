/**
 * LoRA (Hu et al. 2021, Low-Rank Adaptation of Large Language Models): small modules beside the
 * layers of a frozen base model, and the files that people exchange them in.
 *
 * <p>Letters in shapes: r rank of a module.
 */
@NullMarked
package dev.lorafoundry.diffusion.lora;

import org.jspecify.annotations.NullMarked;
