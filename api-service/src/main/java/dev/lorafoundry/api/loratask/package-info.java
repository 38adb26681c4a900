/** LoRA tasks: one LoRA made of others, with other ranks or as their sum. */
@NullMarked
package dev.lorafoundry.api.loratask;

import org.jspecify.annotations.NullMarked;
