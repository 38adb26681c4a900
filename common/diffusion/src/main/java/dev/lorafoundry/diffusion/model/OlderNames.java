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

  /** Every tensor's name in the file, by today's name, in the order of the file. */
  static Map<String, String> byTodays(Set<String> names) {
    Map<String, String> stored = new LinkedHashMap<>();
    names.forEach(name -> stored.put(todays(name), name));
    return stored;
  }

  private static String todays(String name) {
    return name.startsWith(TRANSFORMER) && !name.startsWith(NEWER)
        ? NEWER + name.substring(TRANSFORMER.length())
        : name;
  }
}
