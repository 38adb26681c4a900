/** LoRA tasks: LoRAs of other ranks, and sums of several. */
@NullMarked
package dev.lorafoundry.preview.lora;

import org.jspecify.annotations.NullMarked;
