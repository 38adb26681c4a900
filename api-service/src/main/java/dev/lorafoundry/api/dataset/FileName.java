package dev.lorafoundry.api.dataset;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** Names of uploaded files. They are shown and matched, and never name a file of ours. */
final class FileName {
  private static final int LONGEST = 200;

  private FileName() {}

  /**
   * The last part of a name that may be a path.
   *
   * @throws FileRefused if it can't be kept
   */
  static String checked(String given) {
    String slashes = given.replace('\\', '/');
    String name =
        Normalizer.normalize(slashes.substring(slashes.lastIndexOf('/') + 1), Normalizer.Form.NFC);
    if (name.isBlank() || name.chars().allMatch(each -> each == '.')) {
      throw new FileRefused("The file has no name: give it one.");
    }
    if (name.codePointCount(0, name.length()) > LONGEST) {
      throw new FileRefused(
          "The file's name has more than %d characters: shorten it.".formatted(LONGEST));
    }
    if (name.codePoints().anyMatch(each -> Character.getType(each) == Character.CONTROL)) {
      throw new FileRefused("The file's name has control characters: rename it.");
    }
    return name;
  }

  /** Whether it is a path that leads out of the folder, or the zip file, that it is in. */
  static boolean leadsOut(String given) {
    String slashes = given.replace('\\', '/');
    return slashes.startsWith("/")
        || slashes.matches("^[A-Za-z]:.*")
        || Arrays.asList(slashes.split("/", -1)).contains("..");
  }

  /** The name as it may be shown, however it is. */
  static String shown(String given) {
    String visible = given.replaceAll("\\p{Cntrl}", "�");
    return visible.length() > LONGEST ? visible.substring(0, LONGEST) + "…" : visible;
  }

  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }
}
