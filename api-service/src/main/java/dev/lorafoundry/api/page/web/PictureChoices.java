package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.CompareTable.Choice;
import dev.lorafoundry.api.page.web.CompareTable.Value;
import java.util.List;
import java.util.stream.Stream;

/** What pictures can be chosen by: parts of their looks, each with all values. */
final class PictureChoices {
  /** More values than these are not ticked one by one: one of them is chosen. */
  static final int MOST_TICKED = 20;

  private PictureChoices() {}

  /** What not all looks share, and what is chosen already. */
  static List<Choice> of(Looks looks, CompareChoice choice) {
    return Stream.of(LookPart.values())
        .map(part -> of(part, looks, choice))
        .filter(each -> each.values().size() > 1 || choice.only().containsKey(each.id()))
        .toList();
  }

  private static Choice of(LookPart part, Looks looks, CompareChoice choice) {
    List<String> values = looks.valuesOf(part).stream().toList();
    String only = choice.only().getOrDefault(part.id(), "");
    boolean isOne = !only.isEmpty() || values.size() > MOST_TICKED;
    List<Value> offered =
        isOne
            ? Value.withChosen(values.stream().map(text -> Value.of(text, only)).toList(), only)
            : values.stream().map(text -> ticked(part, text, choice)).toList();
    return new Choice(part.id(), part.label(), offered, isOne);
  }

  private static Value ticked(LookPart part, String text, CompareChoice choice) {
    String key = CompareChoice.key(text);
    return new Value(text, key, !choice.isHidden(part, key));
  }
}
