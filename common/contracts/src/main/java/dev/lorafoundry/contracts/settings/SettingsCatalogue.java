package dev.lorafoundry.contracts.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record by name, as REST and page know them: flat, although the record may hold
 * them in groups. Knows all names, reads values, builds the record.
 *
 * @param <T> the settings record
 */
public final class SettingsCatalogue<T extends Record> {
  public static final SettingsCatalogue<TrainingSettings> TRAINING =
      new SettingsCatalogue<>(TrainingSettings.class, TrainingSettings.DEFAULTS);
  public static final SettingsCatalogue<PreparationSettings> PREPARATION =
      new SettingsCatalogue<>(PreparationSettings.class, PreparationSettings.DEFAULTS);
  public static final SettingsCatalogue<PreviewSettings> PREVIEW =
      new SettingsCatalogue<>(PreviewSettings.class, PreviewSettings.DEFAULTS);
  public static final SettingsCatalogue<LoraTaskSettings> LORA_TASK =
      new SettingsCatalogue<>(LoraTaskSettings.class, LoraTaskSettings.DEFAULTS);
  private static final List<SettingsCatalogue<?>> ALL =
      List.of(TRAINING, PREPARATION, PREVIEW, LORA_TASK);

  private final Class<T> type;
  private final T defaults;
  private final Map<String, SettingDefinition> definitions = new LinkedHashMap<>();

  private SettingsCatalogue(Class<T> type, T defaults) {
    this.type = type;
    this.defaults = defaults;
    for (Class<? extends Record> record : records(type)) {
      for (SettingDefinition definition : SettingDefinition.allOf(record)) {
        if (definitions.put(definition.name(), definition) != null) {
          throw new IllegalStateException("two settings are named " + definition.name());
        }
      }
    }
  }

  /** Names of what a settings record has other than by default, in the order of declaration. */
  public static List<String> changed(Record settings) {
    SettingsCatalogue<?> catalogue = of(settings);
    Map<String, Object> defaults = catalogue.defaults();
    Map<String, Object> values = new LinkedHashMap<>();
    collect(settings, values);
    return catalogue.definitions.keySet().stream()
        .filter(name -> !Objects.equals(values.get(name), defaults.get(name)))
        .toList();
  }

  /** Those of the names that no setting of such a record has. */
  public static List<String> unknown(Record settings, List<String> names) {
    Set<String> known = of(settings).definitions.keySet();
    return names.stream().filter(name -> !known.contains(name)).toList();
  }

  private static SettingsCatalogue<?> of(Record settings) {
    return ALL.stream()
        .filter(catalogue -> catalogue.type.isInstance(settings))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(settings.getClass() + " has no catalogue"));
  }

  /** All settings, in the order of their declaration. */
  public List<SettingDefinition> definitions() {
    return List.copyOf(definitions.values());
  }

  /** Names of all settings. */
  Set<String> names() {
    return Set.copyOf(definitions.keySet());
  }

  /**
   * The setting of that name.
   *
   * @throws InvalidSettings if there is none; the message suggests the nearest name
   */
  public SettingDefinition definition(String name) {
    SettingDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new InvalidSettings(List.of(unknown(name)));
    }
    return definition;
  }

  /** The setting that is called so, or nearly so; the name as it is where none is. */
  public String nearest(String name) {
    return definitions.containsKey(name)
        ? name
        : NearestName.of(name, definitions.keySet()).orElse(name);
  }

  /** The defaults by name; absent ones are left out. */
  public Map<String, Object> defaults() {
    return valuesOf(defaults);
  }

  /** The settings of a record by name; absent ones are left out. */
  public Map<String, Object> valuesOf(T settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    collect(settings, values);
    return values;
  }

  /**
   * Builds the record from values by name, as people write them; what is not named keeps its
   * default.
   *
   * @throws InvalidSettings with every unknown name, unreadable value and value out of range
   */
  public T read(Map<String, ?> given) {
    return read(given, defaults);
  }

  /** As {@link #read(Map)}, but what is not named is as in {@code base}. */
  public T read(Map<String, ?> given, T base) {
    Map<String, Object> values = valuesOf(base);
    List<SettingProblem> problems = new ArrayList<>();
    given.forEach((name, value) -> readOne(name, value, values, problems));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return type.cast(build(type, values));
  }

  /**
   * What can be said of settings in which something is wrong.
   *
   * @param settings as far as nothing is: the others are as by default
   * @param doubtful names of the settings in whose groups something is
   * @param problems contradictions between values
   */
  public record Judgement<T>(T settings, Set<String> doubtful, List<SettingProblem> problems) {
    public Judgement {
      doubtful = Set.copyOf(doubtful);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Judges values of which others are missing, because nobody could read them. Contradictions are
   * between settings of one group, so none is told of a group that lacks one.
   *
   * @param given values by name that can be read
   * @param unread names of the settings whose values can't
   */
  public Judgement<T> judge(Map<String, ?> given, Set<String> unread) {
    Set<String> unjudged = groupsOf(unread);
    try {
      return new Judgement<>(read(given), unjudged, List.of());
    } catch (InvalidSettings e) {
      Set<String> wrong =
          groupsOf(e.problems().stream().map(SettingProblem::setting).collect(Collectors.toSet()));
      Map<String, Object> rest = new LinkedHashMap<>(given);
      rest.keySet().removeAll(wrong);
      List<SettingProblem> told =
          e.problems().stream().filter(problem -> !unjudged.contains(problem.setting())).toList();
      wrong.addAll(unjudged);
      return new Judgement<>(read(rest), wrong, told);
    }
  }

  /** Names of all settings that stand in a group with one of these. */
  private Set<String> groupsOf(Set<String> names) {
    return records(type).stream()
        .map(SettingsCatalogue::namesIn)
        .filter(group -> !Collections.disjoint(group, names))
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> namesIn(Class<? extends Record> group) {
    return SettingDefinition.allOf(group).stream()
        .map(SettingDefinition::name)
        .collect(Collectors.toSet());
  }

  private void readOne(
      String name,
      @Nullable Object given,
      Map<String, Object> into,
      List<SettingProblem> problems) {
    try {
      SettingDefinition definition = definition(name);
      if (given == null || given.equals("")) {
        clear(definition, into);
      } else {
        into.put(name, definition.list() ? parseAll(definition, given) : definition.parse(given));
      }
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
    }
  }

  private static void clear(SettingDefinition definition, Map<String, Object> values) {
    if (definition.type() == String.class) {
      values.put(definition.name(), "");
    } else if (definition.optional()) {
      values.remove(definition.name());
    } else {
      definition.parse("");
    }
  }

  private static List<Object> parseAll(SettingDefinition definition, Object given) {
    if (given instanceof List<?> list) {
      return list.stream().map(definition::parse).toList();
    }
    WrittenValues written = WrittenValues.of(definition, String.valueOf(given));
    if (!written.problems().isEmpty()) {
      throw new InvalidSettings(written.problems());
    }
    return written.values().stream().map(definition::parse).toList();
  }

  private SettingProblem unknown(String name) {
    String nearest =
        NearestName.of(name, definitions.keySet())
            .map(found -> "did you mean " + found + "?")
            .orElse("known are " + String.join(", ", definitions.keySet()) + ".");
    String shown = SettingProblem.shown(name);
    return new SettingProblem(shown, shown, "There is no setting '" + shown + "': " + nearest);
  }

  private static void collect(Record record, Map<String, Object> into) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = valueOf(component, record);
      if (value instanceof Record group) {
        collect(group, into);
      } else if (value != null) {
        into.put(component.getName(), value);
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }

  private static Record build(Class<? extends Record> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    List<SettingProblem> problems = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      try {
        arguments[i] =
            group(components[i])
                .<Object>map(group -> build(group, values))
                .orElse(values.get(components[i].getName()));
      } catch (InvalidSettings e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return construct(type, components, arguments);
  }

  private static Record construct(
      Class<? extends Record> type, RecordComponent[] components, Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSettings invalid) {
        throw invalid;
      }
      throw new IllegalStateException("can't build " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't build " + type.getSimpleName(), e);
    }
  }

  private static List<Class<? extends Record>> records(Class<? extends Record> type) {
    List<Class<? extends Record>> groups =
        Arrays.stream(type.getRecordComponents())
            .map(SettingsCatalogue::group)
            .flatMap(Optional::stream)
            .<Class<? extends Record>>map(each -> each)
            .toList();
    return groups.isEmpty() ? List.of(type) : groups;
  }

  private static Optional<Class<? extends Record>> group(RecordComponent component) {
    return component.getType().isRecord()
        ? Optional.of(component.getType().asSubclass(Record.class))
        : Optional.empty();
  }
}
