package dev.lorafoundry.api.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Folders, called {@code masks} or {@code conditioning}, whose files are masks: each of the picture
 * of its name in the folder around it.
 */
final class MaskFolder {
  private static final Set<String> NAMES = Set.of("masks", "conditioning");

  private MaskFolder() {}

  /** Where the picture of a mask would lie; empty if the entry is no mask. */
  static Optional<String> picture(String entry) {
    if (CaptionFile.is(entry)) {
      return Optional.empty();
    }
    String slashes = entry.replace('\\', '/');
    int file = slashes.lastIndexOf('/');
    int folder = slashes.lastIndexOf('/', file - 1) + 1;
    return file > 0 && NAMES.contains(slashes.substring(folder, file).toLowerCase(Locale.ROOT))
        ? Optional.of(slashes.substring(0, folder) + slashes.substring(file + 1))
        : Optional.empty();
  }
}
