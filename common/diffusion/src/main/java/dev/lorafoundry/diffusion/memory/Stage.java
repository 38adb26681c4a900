package dev.lorafoundry.diffusion.memory;

/**
 * A part of a model that gradient checkpointing computes again, for one sample.
 *
 * @param inside what it keeps where activations are kept
 * @param result numbers of what it gives
 * @param largest numbers of its largest single value
 */
record Stage(Numbers inside, double result, double largest) {}
