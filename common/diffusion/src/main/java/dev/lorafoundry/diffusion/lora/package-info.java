/**
 * LoRA (Hu et al. 2021, Low-Rank Adaptation of Large Language Models) and its kin of LyCORIS: small
 * modules beside the layers of a frozen base model, and the files that people exchange them in.
 *
 * <p>Letters in shapes: r rank of a module; ΔW what it adds to the layer's weight W.
 */
@NullMarked
package dev.lorafoundry.diffusion.lora;

import org.jspecify.annotations.NullMarked;
