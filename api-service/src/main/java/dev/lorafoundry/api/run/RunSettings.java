package dev.lorafoundry.api.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of a run.
 *
 * @param maxJobs most combinations of one grid
 * @param maxPicturesPerPreview most pictures of one preview grid
 * @param maxPreviewsPerRequest most previews that one request may ask for
 */
@ConfigurationProperties("lora-foundry.run")
public record RunSettings(
    @DefaultValue("500") int maxJobs,
    @DefaultValue("400") int maxPicturesPerPreview,
    @DefaultValue("500") int maxPreviewsPerRequest) {}
