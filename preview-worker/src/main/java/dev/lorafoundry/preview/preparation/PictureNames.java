package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.PreparationJob;
import java.util.Locale;

/** Names of training pictures: {@code <index>-<sub-index>-<original's stem>.png}. */
final class PictureNames {
  private static final int LONGEST_STEM_IN_KEY = 100;

  private PictureNames() {}

  /** As people see it, such as {@code 00003-1-foo.png}. */
  static String of(PreparationJob.Original original, int subIndex) {
    return name(original, subIndex, original.stem());
  }

  /** As it stands in object keys: ASCII only. The numbers keep it unique. */
  static String inKey(PreparationJob.Original original, int subIndex) {
    String plain = original.stem().replaceAll("[^A-Za-z0-9._-]", "_");
    String stem = plain.substring(0, Math.min(plain.length(), LONGEST_STEM_IN_KEY));
    return name(original, subIndex, stem);
  }

  private static String name(PreparationJob.Original original, int subIndex, String stem) {
    return String.format(Locale.ROOT, "%05d-%d-%s.png", original.index(), subIndex, stem);
  }
}
