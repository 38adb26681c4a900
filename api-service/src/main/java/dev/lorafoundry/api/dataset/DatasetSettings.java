package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PictureReader;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of datasets.
 *
 * @param maxPictures pictures of one version
 * @param maxUpload one request, zip files unpacked
 * @param maxFile one picture's file
 * @param maxPixels one picture's width × height
 * @param maxZipEntries files of one zip file
 * @param maxZipRatio how many times larger a file of a zip may become when it is unpacked
 * @param maxConcepts concepts of one version
 */
@Validated
@ConfigurationProperties("lora-foundry.dataset")
public record DatasetSettings(
    @DefaultValue("2000") @Min(1) int maxPictures,
    @DefaultValue("2GB") DataSize maxUpload,
    @DefaultValue("64MB") DataSize maxFile,
    @DefaultValue("100000000") @Min(1) long maxPixels,
    @DefaultValue("2000") @Min(1) int maxZipEntries,
    @DefaultValue("200") @Min(1) int maxZipRatio,
    @DefaultValue("50") @Min(1) int maxConcepts) {
  private static final Duration DECODING = Duration.ofSeconds(20);

  public DatasetSettings {
    requirePositive("max-upload", maxUpload);
    requirePositive("max-file", maxFile);
  }

  private static void requirePositive(String key, DataSize size) {
    if (size.toBytes() < 1) {
      throw new IllegalArgumentException(
          "lora-foundry.dataset.%s is %s: at least one byte is needed.".formatted(key, size));
    }
  }

  PictureReader.Limits pictures() {
    return new PictureReader.Limits(maxFile.toBytes(), maxPixels, DECODING);
  }
}
