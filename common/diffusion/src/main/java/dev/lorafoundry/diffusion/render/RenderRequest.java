package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.diffusion.vae.Latents;
import java.util.List;

/**
 * Pictures to render at once: one for each seed. A picture depends on its own seed, not on the
 * others.
 *
 * @param prompt with weights as the webui reads them
 * @param negativePrompt what the pictures must not show; may be empty
 * @param width pixels, a multiple of 8
 * @param height pixels, a multiple of 8
 * @param cfgScale classifier-free guidance; 1 follows the prompt without it
 * @param loraWeight factor of the LoRA in use; 0 shows the base model
 */
public record RenderRequest(
    String prompt,
    String negativePrompt,
    int width,
    int height,
    Sampler sampler,
    int steps,
    double cfgScale,
    List<Long> seeds,
    double loraWeight) {
  public RenderRequest {
    seeds = List.copyOf(seeds);
    requireSide("width", width);
    requireSide("height", height);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("no seeds are given: one for each picture is needed");
    }
    if (!Double.isFinite(cfgScale) || !Double.isFinite(loraWeight)) {
      throw new IllegalArgumentException(
          "CFG scale %s and LoRA weight %s are not allowed: give numbers"
              .formatted(cfgScale, loraWeight));
    }
  }

  private static void requireSide(String name, int pixels) {
    if (pixels < Latents.FACTOR || pixels % Latents.FACTOR != 0) {
      throw new IllegalArgumentException(
          "%s %d is not allowed: multiples of %d".formatted(name, pixels, Latents.FACTOR));
    }
  }
}
