package dev.lorafoundry.worker.process;

import dev.lorafoundry.workerprocess.WorkerProcessSettings;
import jakarta.validation.Valid;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** All settings of a training worker; application.yml explains them. */
@Validated
@ConfigurationProperties(value = "lora-foundry", ignoreUnknownFields = false)
record WorkerGpuSettings(
    @Valid @DefaultValue Api api,
    @Valid @DefaultValue Kafka kafka,
    @Valid @DefaultValue S3 s3,
    @Valid @DefaultValue Worker worker,
    @Valid @DefaultValue Training training)
    implements WorkerProcessSettings {

  /**
   * @param cacheSize of what the VAE and the text encoder said of pictures and captions, in Java's
   *     heap; 0: nothing is kept
   * @param diskCacheSize of the same in the folder {@code outputs} of the worker's cache, for later
   *     processes as well; 0: nothing is kept
   */
  record Training(
      @DefaultValue("128MB") DataSize cacheSize, @DefaultValue("10GB") DataSize diskCacheSize) {}
}
