package dev.lorafoundry.api.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A path that takes uploads, and the largest that it takes. A feature declares it as a bean; other
 * paths take none.
 *
 * @param path such as {@code /api/v1/things/*}
 */
public record UploadLimit(String path, DataSize most) {
  private static final String PART_OF_A_FILE = "application/offset+octet-stream";

  /** Whether a body of this type brings files, or a part of one: it is not read into memory. */
  static boolean isUpload(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") || type.startsWith(PART_OF_A_FILE);
  }
}
