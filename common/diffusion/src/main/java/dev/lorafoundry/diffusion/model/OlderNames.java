package dev.lorafoundry.diffusion.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names as today's checkpoints have them, for files of early SD1 programs, which left {@code
 * text_model} out of the text encoder's names.
 */
final class OlderNames {
  private static final String TRANSFORMER = "cond_stage_model.transformer.";
  private static final String NEWER = Prefixes.CLIP + ".";

  private OlderNames() {}

  /**
   * Every tensor's name in the file, by today's name, in the order of the file.
   *
   * @throws ModelRefused if the file has a tensor under both names
   */
  static Map<String, String> byTodays(Set<String> names) {
    Map<String, String> stored = new LinkedHashMap<>();
    for (String name : names) {
      String other = stored.put(todays(name), name);
      if (other != null) {
        throw new ModelRefused(
            "The file has %s and %s, which are two names of one tensor: take one of them out."
                .formatted(other, name));
      }
    }
    return stored;
  }

  private static String todays(String name) {
    return name.startsWith(TRANSFORMER) && !name.startsWith(NEWER)
        ? NEWER + name.substring(TRANSFORMER.length())
        : name;
  }
}
