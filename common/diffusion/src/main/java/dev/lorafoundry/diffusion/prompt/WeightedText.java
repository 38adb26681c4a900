package dev.lorafoundry.diffusion.prompt;

/** A piece of a prompt and how strongly it counts; 1 is normal. */
public record WeightedText(String text, double weight) {}
