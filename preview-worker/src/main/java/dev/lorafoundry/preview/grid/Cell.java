package dev.lorafoundry.preview.grid;

import dev.lorafoundry.contracts.settings.SamplerType;

/** One combination of a preview: the settings that all pictures of a grid cell share. */
public record Cell(SamplerType sampler, int steps, double cfgScale, long seed, double loraWeight) {}
