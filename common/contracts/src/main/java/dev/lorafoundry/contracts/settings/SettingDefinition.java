package dev.lorafoundry.contracts.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One setting as its record declares it: name, type, range, help. Parses what people write and says
 * what is wrong with it.
 */
public final class SettingDefinition {
  private static final Map<Class<?>, Map<String, SettingDefinition>> KNOWN =
      new ConcurrentHashMap<>();
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final String name;
  private final Class<?> type;
  private final boolean list;
  private final boolean optional;
  private final Setting rules;

  private SettingDefinition(RecordComponent component) {
    this.name = component.getName();
    this.list = component.getType() == List.class;
    this.type = list ? elementType(component) : boxed(component.getType());
    this.optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    this.rules = component.getAnnotation(Setting.class);
  }

  /** All settings of a record, in the order of its components. */
  public static List<SettingDefinition> allOf(Class<? extends Record> record) {
    return List.copyOf(known(record).values());
  }

  static SettingDefinition of(Class<? extends Record> record, String name) {
    SettingDefinition definition = known(record).get(name);
    if (definition == null) {
      throw new IllegalStateException(record.getSimpleName() + " declares no setting " + name);
    }
    return definition;
  }

  private static Map<String, SettingDefinition> known(Class<? extends Record> record) {
    return KNOWN.computeIfAbsent(
        record,
        key ->
            Arrays.stream(key.getRecordComponents())
                .map(SettingDefinition::new)
                .collect(
                    Collectors.toMap(
                        SettingDefinition::name,
                        Function.identity(),
                        (first, second) -> first,
                        java.util.LinkedHashMap::new)));
  }

  public String name() {
    return name;
  }

  /** Type of one value: Integer, Long, Double, Boolean, String or an enum of {@link Choice}s. */
  public Class<?> type() {
    return type;
  }

  /** Whether the record itself holds several values. */
  public boolean list() {
    return list;
  }

  /** Whether the value may be absent. */
  public boolean optional() {
    return optional;
  }

  public Setting rules() {
    return rules;
  }

  /** Labels of the allowed values; empty unless the setting is a choice. */
  public List<String> choices() {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(each -> ((Choice) each).label()).toList()
        : List.of();
  }

  /** What is wrong with a value of the right type, if anything. */
  public Optional<SettingProblem> problemWith(@Nullable Object value) {
    return fits(value) ? Optional.empty() : Optional.of(problem(String.valueOf(value)));
  }

  private boolean fits(@Nullable Object value) {
    if (value == null) {
      return optional;
    }
    if (value instanceof Number number) {
      return inRange(number.doubleValue());
    }
    return value instanceof String text
        ? text.length() <= rules.maxLength() && text.codePoints().allMatch(this::isText)
        : type.isInstance(value);
  }

  /** Line breaks and tabs are text, other control characters and halves of pairs are not. */
  private boolean isText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> !rules.oneLine() && "\n\r\t".indexOf(codePoint) >= 0;
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  /**
   * Reads one value as people write it: a JSON number, boolean or text.
   *
   * @throws InvalidSettings if it is of another type or out of range
   */
  public Object parse(Object given) {
    String text = given instanceof Choice choice ? choice.label() : String.valueOf(given);
    Optional<Object> value =
        type == String.class && !(given instanceof String)
            ? Optional.empty()
            : read(rules.oneLine() ? text : text.strip()).filter(this::fits);
    if (value.isEmpty()) {
      throw new InvalidSettings(List.of(problem(text)));
    }
    return value.orElseThrow();
  }

  /** What is allowed, as the end of a sentence that begins with "use". */
  public String allowed() {
    if (type.isEnum()) {
      return "one of " + String.join(", ", choices());
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text of at most "
          + rules.maxLength()
          + " characters"
          + (rules.oneLine() ? " on one line" : "")
          + ", none of them a control character";
    }
    return (type == Double.class ? "a number" : "a whole number") + range();
  }

  private SettingProblem problem(String given) {
    String shown = SettingProblem.shown(given);
    String message = name + " '" + shown + "' is not allowed: use " + allowed() + ".";
    return new SettingProblem(name, shown, message);
  }

  private boolean inRange(double number) {
    return number >= rules.min()
        && number <= rules.max()
        && number > rules.above()
        && (rules.multipleOf() == 0 || number % rules.multipleOf() == 0);
  }

  private String range() {
    StringBuilder text = new StringBuilder();
    if (rules.above() != Double.NEGATIVE_INFINITY) {
      text.append(" above ").append(plain(rules.above()));
    }
    if (rules.min() != Double.NEGATIVE_INFINITY) {
      text.append(" from ").append(plain(rules.min()));
    }
    if (rules.max() != Double.POSITIVE_INFINITY) {
      text.append(" up to ").append(plain(rules.max()));
    }
    if (rules.multipleOf() > 0) {
      text.append(" that is a multiple of ").append(rules.multipleOf());
    }
    return text.toString();
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  private Optional<Object> read(String text) {
    try {
      if (type.isEnum()) {
        return constant(text);
      }
      if (type == Boolean.class) {
        return text.equals("true") || text.equals("false")
            ? Optional.of(Boolean.valueOf(text))
            : Optional.empty();
      }
      return Optional.of(readNumberOrText(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Object readNumberOrText(String text) {
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == Long.class) {
      return Long.valueOf(text);
    }
    return type == Double.class ? (Object) number(text) : text;
  }

  /** Decimal notation only: Java would also take {@code 1f}, {@code 0x1p3} and {@code NaN}. */
  private static Double number(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return Double.valueOf(text);
  }

  private Optional<Object> constant(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((Choice) each).label().equalsIgnoreCase(text))
        .findFirst()
        .map(Object.class::cast);
  }

  private static Class<?> elementType(RecordComponent component) {
    return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static Class<?> boxed(Class<?> type) {
    if (type == int.class) {
      return Integer.class;
    }
    if (type == long.class) {
      return Long.class;
    }
    if (type == double.class) {
      return Double.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }
}
