package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration file of sd-scripts, already taken apart: one for {@code --config_file}, or one
 * that describes a dataset.
 *
 * @param tables texts, numbers, booleans, lists of these, and tables of all of them
 * @param lines where each key stands first; a key that is not in it stands somewhere
 */
public record Config(Map<String, ?> tables, Map<String, Integer> lines) {
  public static final Config NONE = new Config(Map.of(), Map.of());

  public Config {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    lines = Map.copyOf(lines);
  }

  /** Where a key stands, for people. */
  String at(String key) {
    Integer line = lines.get(key);
    return line == null ? "in the TOML" : "line " + line + " of the TOML";
  }
}
