package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.settings.PreviewSettings;

/** All that a picture was rendered with but the checkpoint. */
public record Look(
    String prompt,
    String negativePrompt,
    int width,
    int height,
    double loraWeight,
    double cfgScale,
    String sampler,
    int steps,
    long seed,
    int batchIndex) {

  public static Look of(PreviewSettings settings, Picture picture) {
    return new Look(
        settings.prompt(),
        settings.negativePrompt(),
        settings.width(),
        settings.height(),
        picture.loraWeight(),
        picture.cfgScale(),
        picture.sampler(),
        picture.steps(),
        picture.seed(),
        picture.batchIndex());
  }
}
