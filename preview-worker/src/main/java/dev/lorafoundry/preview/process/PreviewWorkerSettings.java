package dev.lorafoundry.preview.process;

import dev.lorafoundry.workerprocess.WorkerProcessSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** All settings of a preview worker; application.yml explains them. */
@Validated
@ConfigurationProperties(value = "lora-foundry", ignoreUnknownFields = false)
record PreviewWorkerSettings(
    @Valid @DefaultValue Api api,
    @Valid @DefaultValue Kafka kafka,
    @Valid @DefaultValue S3 s3,
    @Valid @DefaultValue Worker worker,
    @Valid @DefaultValue Preview preview,
    @Valid @DefaultValue Preparation preparation)
    implements WorkerProcessSettings {

  /**
   * @param largestGrid pixels of a grid; beyond, it shows its pictures smaller
   */
  record Preview(@Min(100_000) @DefaultValue("50000000") long largestGrid) {}

  /**
   * Limits of one original.
   *
   * @param largestPicture pixels
   * @param time decoding
   */
  record Preparation(
      @DefaultValue("64MB") DataSize largestFile,
      @Min(4096) @DefaultValue("100000000") long largestPicture,
      @DefaultValue("20s") Duration time) {}
}
