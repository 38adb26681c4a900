package dev.lorafoundry.api.model;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How base models come in.
 *
 * @param folder where the service finds files that can be registered without an upload; absent:
 *     nowhere
 * @param maxFile largest file
 */
@ConfigurationProperties("lora-foundry.models")
public record ModelSettings(@Nullable Path folder, @DefaultValue("8GB") DataSize maxFile) {
  /**
   * @throws UploadRefused if a file is larger than allowed
   */
  public void requireAllowed(long bytes) {
    if (bytes > maxFile.toBytes()) {
      throw UploadRefused.of(
          "file",
          String.format(
              Locale.ROOT,
              "The file has %,d bytes; at most %,d are allowed: lora-foundry.models.max-file sets"
                  + " how many.",
              bytes,
              maxFile.toBytes()));
    }
  }
}
