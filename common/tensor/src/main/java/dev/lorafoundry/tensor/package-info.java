/**
 * Programs described in Java, compiled once to TorchScript and run by DJL's PyTorch engine: a
 * training step or a denoising step is one native call. The only place that knows DJL.
 */
@NullMarked
package dev.lorafoundry.tensor;

import org.jspecify.annotations.NullMarked;
