package dev.lorafoundry.api.storage;

import dev.lorafoundry.objectstore.ObjectStoreSettings;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach the S3 server.
 *
 * @param endpoint such as {@code http://s3:9000}
 * @param timeout longest silence within a request
 */
@Validated
@ConfigurationProperties("lora-foundry.s3")
public record StorageSettings(
    @NotNull URI endpoint,
    @NotNull String accessKey,
    @NotNull String secretKey,
    @DefaultValue(ObjectStoreSettings.DEFAULT_BUCKET) String bucket,
    @DefaultValue(ObjectStoreSettings.DEFAULT_REGION) String region,
    @DefaultValue("1m") Duration timeout) {

  ObjectStoreSettings settings() {
    return new ObjectStoreSettings(endpoint, accessKey, secretKey, bucket, region, timeout);
  }

  /** Says all but the secret. */
  @Override
  public String toString() {
    return settings().toString();
  }
}
