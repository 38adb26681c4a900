package dev.lorafoundry.api.upload;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of uploads in parts. How large one file may be is the dataset's affair.
 *
 * @param maxPart bytes of one part
 * @param maxOpen files that one caller may have begun at a time
 * @param maxOpenBytes announced bytes of these
 * @param kept an upload is forgotten after so long, complete or not
 */
@Validated
@ConfigurationProperties("lora-foundry.upload")
public record UploadSettings(
    @DefaultValue("16MB") DataSize maxPart,
    @DefaultValue("50") @Min(1) int maxOpen,
    @DefaultValue("20GB") DataSize maxOpenBytes,
    @DefaultValue("2d") @DurationMin(minutes = 1) Duration kept) {

  /** What the page sends at a time. */
  private static final DataSize PART_OF_THE_PAGE = DataSize.ofMegabytes(4);

  public UploadSettings {
    requireEnough("max-part", maxPart);
    requireEnough("max-open-bytes", maxOpenBytes);
  }

  private static void requireEnough(String key, DataSize size) {
    if (size.compareTo(PART_OF_THE_PAGE) < 0) {
      throw new IllegalArgumentException(
          "lora-foundry.upload.%s is %s: at least %s are needed, which the page sends at a time."
              .formatted(key, size, PART_OF_THE_PAGE));
    }
  }
}
