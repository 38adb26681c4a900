package dev.lorafoundry.api.run;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a run.
 *
 * @param maxJobs most jobs of one run; a grid of which some are left out may have ten times as many
 * @param maxCheckpointsPerJob most checkpoints that one job may save
 * @param maxPicturesPerPreview most pictures of one preview grid
 * @param maxPreviewsPerRequest most previews that one request may ask for
 */
@Validated
@ConfigurationProperties("lora-foundry.run")
public record RunSettings(
    @DefaultValue("500") @Min(1) int maxJobs,
    @DefaultValue("1000") @Min(1) int maxCheckpointsPerJob,
    @DefaultValue("400") @Min(1) int maxPicturesPerPreview,
    @DefaultValue("500") @Min(1) int maxPreviewsPerRequest) {}
