package dev.lorafoundry.contracts.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Factors of a learning rate that change at certain steps, as diffusers writes them (its {@code
 * get_piecewise_constant_schedule}): in {@code 1:10,0.1:20,0.01} 1 holds until 10 steps are done,
 * 0.1 until 20 are, and 0.01 from then on.
 *
 * @param last what holds after all others
 */
public record StepRules(List<Rule> rules, double last) {
  private static final double LARGEST_FACTOR = 1000;
  private static final int LARGEST_STEP = 999_999;
  private static final Pattern RULE = Pattern.compile("([^:]+):([^:]+)");

  public StepRules {
    rules = List.copyOf(rules);
  }

  /**
   * A factor and where it ends.
   *
   * @param until so many steps are done; more than the rule before says
   */
  public record Rule(double factor, int until) {}

  /** Reads what people write, with commas or spaces between rules; empty if it is none. */
  static Optional<StepRules> read(String text) {
    List<String> words = NumberList.of(text).words();
    List<Rule> rules = new ArrayList<>();
    int before = 0;
    for (String word : words.subList(0, words.size() - 1)) {
      Optional<Rule> rule = rule(word);
      if (rule.isEmpty() || rule.get().until() <= before) {
        return Optional.empty();
      }
      before = rule.get().until();
      rules.add(rule.get());
    }
    return factor(words.get(words.size() - 1)).map(last -> new StepRules(rules, last));
  }

  private static Optional<Rule> rule(String word) {
    Matcher parts = RULE.matcher(word);
    if (!parts.matches()) {
      return Optional.empty();
    }
    NumberList until = NumberList.of(parts.group(2));
    return until.isWhole(LARGEST_STEP) && until.words().size() == 1
        ? factor(parts.group(1)).map(factor -> new Rule(factor, until.wholes().get(0)))
        : Optional.empty();
  }

  private static Optional<Double> factor(String word) {
    NumberList numbers = NumberList.of(word);
    return numbers.isDecimal(LARGEST_FACTOR) && numbers.words().size() == 1
        ? Optional.of(numbers.decimals().get(0))
        : Optional.empty();
  }

  /**
   * The factor of the update that follows so many finished ones.
   *
   * @param step from 0
   */
  public double at(long step) {
    return rules.stream()
        .filter(rule -> step < rule.until())
        .findFirst()
        .map(Rule::factor)
        .orElse(last);
  }
}
