package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PictureReader;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of datasets.
 *
 * @param maxPictures pictures of one version
 * @param maxUpload one request, zip files unpacked
 * @param maxFile one picture's file
 * @param maxPixels one picture's width × height
 * @param maxZipEntries files of one zip file
 * @param maxZipRatio how many times larger a file of a zip may become when it is unpacked
 */
@ConfigurationProperties("lora-foundry.dataset")
public record DatasetSettings(
    @DefaultValue("2000") int maxPictures,
    @DefaultValue("2GB") DataSize maxUpload,
    @DefaultValue("64MB") DataSize maxFile,
    @DefaultValue("100000000") long maxPixels,
    @DefaultValue("2000") int maxZipEntries,
    @DefaultValue("200") int maxZipRatio) {
  private static final Duration DECODING = Duration.ofSeconds(20);

  PictureReader.Limits pictures() {
    return new PictureReader.Limits(maxFile.toBytes(), maxPixels, DECODING);
  }
}
