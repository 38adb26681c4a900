package dev.lorafoundry.api.start;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** All names of settings that settings records declare. */
final class KnownSettings {
  private final Set<String> names = new TreeSet<>();
  private final Set<String> maps = new TreeSet<>();

  void add(String prefix, Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()) {
        add(name, component.getType());
      } else {
        names.add(name);
        if (Map.class.isAssignableFrom(component.getType())) {
          maps.add(name);
        }
      }
    }
  }

  /** Whether the name, or the list or map that it is an entry of, is known. */
  boolean knows(String name) {
    ConfigurationPropertyName given = ConfigurationPropertyName.adapt(name, '.');
    return names.stream()
        .map(ConfigurationPropertyName::of)
        .anyMatch(known -> known.equals(given) || known.isAncestorOf(given));
  }

  /** Whether Spring takes a setting from this environment variable; of a map it takes few. */
  boolean readsVariable(String variable) {
    return names.stream().anyMatch(name -> variable.equals(variable(name)))
        || names.stream().anyMatch(name -> variable.equals(withoutDashes(name)))
        || maps.stream().anyMatch(name -> variable.startsWith(withoutDashes(name) + "_"));
  }

  private static String variable(String name) {
    return withoutDashes(name.replace('-', '.'));
  }

  private static String withoutDashes(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The known name that shares the longest start with this one. */
  Optional<String> nearest(String name) {
    return names.stream()
        .max(java.util.Comparator.comparingInt(known -> commonStart(known, name)))
        .filter(known -> commonStart(known, name) > 0);
  }

  private static int commonStart(String a, String b) {
    int mismatch = Arrays.mismatch(a.toCharArray(), b.toCharArray());
    return mismatch < 0 ? a.length() : mismatch;
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
