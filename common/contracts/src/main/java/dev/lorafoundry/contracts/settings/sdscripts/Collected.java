package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.Choice;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as they are found, and which option set each of them. */
final class Collected {
  private final Map<Part, Map<String, Object>> values = new EnumMap<>(Part.class);
  private final Map<Target, String> setBy = new HashMap<>();

  Collected() {
    for (Part part : Part.values()) {
      values.put(part, new LinkedHashMap<>());
    }
  }

  /**
   * @param by the option, as it is told to people
   */
  void put(Target target, Object value, String by) {
    of(target.part()).put(target.name(), plain(value));
    setBy.put(target, by);
  }

  /** The option that has set it to another value, if one has. */
  Optional<String> setterOfOther(Target target, Object value) {
    return Optional.ofNullable(setBy.get(target))
        .filter(setter -> !plain(value).equals(of(target.part()).get(target.name())));
  }

  /** For a setting that may not hold any more, whatever it was. */
  void clear(Target target) {
    of(target.part()).put(target.name(), "");
  }

  /** For a switch that is off: the default, unless another switch has said or says otherwise. */
  void putDefault(Target target) {
    Object usual = target.part().catalogue().defaults().get(target.name());
    if (usual != null) {
      of(target.part()).putIfAbsent(target.name(), plain(usual));
    }
  }

  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Collected::plain).toList();
    }
    return value instanceof Choice choice ? choice.label() : value;
  }

  Map<String, Object> of(Part part) {
    return values.computeIfAbsent(part, absent -> new LinkedHashMap<>());
  }
}
