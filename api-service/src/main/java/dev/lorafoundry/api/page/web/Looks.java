package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.Look;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The looks of some pictures, in the order of the columns of a table. */
final class Looks {
  private final List<Look> ordered;

  /**
   * Texts and samplers stand in the order in which they come, numbers by their size.
   *
   * @param looks each once
   */
  Looks(Collection<Look> looks) {
    Map<String, Integer> met = new HashMap<>();
    for (Look look : looks) {
      met.putIfAbsent(look.prompt(), met.size());
      met.putIfAbsent(look.negativePrompt(), met.size());
      met.putIfAbsent(look.sampler(), met.size());
    }
    Comparator<Look> byTexts =
        Comparator.comparing((Look look) -> met.getOrDefault(look.prompt(), 0))
            .thenComparing(look -> met.getOrDefault(look.negativePrompt(), 0));
    this.ordered =
        looks.stream()
            .sorted(
                byTexts
                    .thenComparing(Look::width)
                    .thenComparing(Look::height)
                    .thenComparing(Look::loraWeight)
                    .thenComparing(Look::cfgScale)
                    .thenComparing(look -> met.getOrDefault(look.sampler(), 0))
                    .thenComparing(Look::steps)
                    .thenComparing(Look::seed)
                    .thenComparing(Look::batchIndex))
            .toList();
  }

  int count() {
    return ordered.size();
  }

  List<Look> ordered() {
    return ordered;
  }

  /** What not all of them share; of a single one the weight, since a column has a name. */
  List<LookPart> differing() {
    return parts(true);
  }

  /** What all of them share, but for that. */
  List<LookPart> common() {
    return parts(false);
  }

  private List<LookPart> parts(boolean differing) {
    return ordered.isEmpty()
        ? List.of()
        : Arrays.stream(LookPart.values()).filter(part -> differing == differs(part)).toList();
  }

  private boolean differs(LookPart part) {
    return ordered.size() == 1 ? part == LookPart.WEIGHT : valuesOf(part).size() > 1;
  }

  /** Each value of a part once. */
  Set<String> valuesOf(LookPart part) {
    Set<String> values =
        part.isNumber()
            ? new TreeSet<>(Comparator.comparingDouble(Double::parseDouble))
            : new LinkedHashSet<>();
    ordered.forEach(look -> values.add(part.of(look)));
    return values;
  }
}
