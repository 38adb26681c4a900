package dev.lorafoundry.contracts.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads several values of one setting from one text: values and ranges with commas between them.
 *
 * <pre>{@code
 * 1e-4, 5e-4            two values
 * 4..16 step 4          4, 8, 12, 16
 * 1e-5..1e-3 x10        0.00001, 0.0001, 0.001
 * none, 5               without it, and 5
 * }</pre>
 *
 * Ranges are of numbers. {@code none} stands for no value, where the setting may be absent.
 *
 * @param values each as a setting reads one; an empty text stands for none
 * @param problems with what is among the values no more
 */
public record WrittenValues(List<String> values, List<SettingProblem> problems) {
  private static final String NONE = "none";

  /** Of one setting; as many as a range may have. */
  private static final int MOST = 1000;

  public WrittenValues {
    values = List.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** What a text says of a setting, whose own texts have no commas. */
  public static WrittenValues of(SettingDefinition definition, String text) {
    List<String> values = new ArrayList<>();
    List<SettingProblem> problems = new ArrayList<>();
    boolean numbers = Number.class.isAssignableFrom(definition.type());
    for (String part : parts(text, numbers ? "[,，]" : ",")) {
      if (definition.optional() && part.strip().equalsIgnoreCase(NONE)) {
        values.add("");
      } else if (numbers && part.isBlank() && !text.isBlank()) {
        problems.add(problem(definition, text, "write a value between its commas."));
      } else if (numbers && NumberRange.isOne(part)) {
        range(definition, part.strip(), values, problems);
      } else {
        values.add(part);
      }
      if (values.size() + problems.size() > MOST) {
        return tooMany(definition, text);
      }
    }
    return new WrittenValues(values, problems);
  }

  /** Without what comes behind a last comma, where somebody goes on to write. */
  private static List<String> parts(String text, String between) {
    List<String> parts = new ArrayList<>(Arrays.asList(text.split(between, -1)));
    if (parts.size() > 1 && parts.get(parts.size() - 1).isBlank()) {
      parts.remove(parts.size() - 1);
    }
    return parts;
  }

  private static void range(
      SettingDefinition definition,
      String part,
      List<String> values,
      List<SettingProblem> problems) {
    try {
      values.addAll(NumberRange.of(part, definition.type() != Double.class).values());
    } catch (IllegalArgumentException e) {
      problems.add(problem(definition, part, String.valueOf(e.getMessage())));
    }
  }

  private static WrittenValues tooMany(SettingDefinition definition, String text) {
    String remedy = "it has more than %d values: give fewer.".formatted(MOST);
    return new WrittenValues(List.of(), List.of(problem(definition, text, remedy)));
  }

  private static SettingProblem problem(SettingDefinition definition, String given, String remedy) {
    String shown = SettingProblem.shown(given);
    String message = "%s '%s' is not allowed: %s".formatted(definition.name(), shown, remedy);
    return new SettingProblem(definition.name(), shown, message);
  }
}
