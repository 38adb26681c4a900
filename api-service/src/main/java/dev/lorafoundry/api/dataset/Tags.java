package dev.lorafoundry.api.dataset;

import java.util.Arrays;
import java.util.List;

/** Tags of captions: what stands between commas. */
final class Tags {
  private Tags() {}

  /** The tags of one line, in their order; those that are there twice are twice. */
  static List<String> of(String line) {
    return Arrays.stream(line.split(",", -1))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  static String joined(List<String> tags) {
    return String.join(", ", tags);
  }

  /**
   * The tags that somebody names, each once; may be none.
   *
   * @throws CaptionRefused if they can't be part of a caption
   */
  static List<String> known(String text) {
    Caption.requireShort("A text", text);
    return of(Caption.checked(text.replaceAll("\\R", ","))).stream().distinct().toList();
  }

  /**
   * As {@link #known}, but at least one.
   *
   * @param field in which it was given
   * @throws CaptionRefused if there is none
   */
  static List<String> given(String field, String text) {
    List<String> tags = known(text);
    if (tags.isEmpty()) {
      throw new CaptionRefused(
          "%s names no tag: give one, or several with commas between.".formatted(field));
    }
    return tags;
  }

  /**
   * One tag.
   *
   * @param field in which it was given
   * @throws CaptionRefused if there is none, or more
   */
  static String one(String field, String text) {
    List<String> tags = given(field, text);
    if (tags.size() > 1) {
      throw new CaptionRefused(
          "%s names %d tags: give one, without a comma.".formatted(field, tags.size()));
    }
    return tags.get(0);
  }
}
