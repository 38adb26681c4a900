package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What becomes of one option of sd-scripts that somebody wrote.
 *
 * @param option with dashes and where it stands; empty if what stands there is none
 * @param source the field of the request in which it stands
 * @param settings what it sets, by name; an empty text clears a setting
 * @param why sentences for people; empty where there is nothing to say
 */
public record JudgedOption(
    String option, String source, Outcome outcome, Map<String, Object> settings, String why) {
  /** Nobody reads more. */
  private static final int MOST = 200;

  public JudgedOption {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Whether a run follows an option. */
  public enum Outcome {
    HONOURED,
    /** It means nothing here, or nothing different. */
    PASSED,
    /** It is given again, and that one holds. */
    OVERRIDDEN,
    REFUSED
  }

  static List<JudgedOption> all(List<Given> given, List<SettingProblem> unread) {
    List<Given> limited = WholeLokr.limited(given, new Findings());
    Map<String, Given> last = new HashMap<>();
    limited.forEach(each -> last.put(each.option().name(), each));
    Stream<JudgedOption> refused = unread.stream().map(JudgedOption::unread);
    Stream<JudgedOption> read =
        limited.stream()
            .map(
                each -> {
                  Given holds = last.getOrDefault(each.option().name(), each);
                  return holds.equals(each) ? alone(each, limited) : overridden(each, holds);
                });
    return Stream.concat(refused, read).limit(MOST).toList();
  }

  private static JudgedOption unread(SettingProblem problem) {
    return new JudgedOption(
        problem.given(), problem.setting(), Outcome.REFUSED, Map.of(), problem.message());
  }

  private static JudgedOption overridden(Given given, Given by) {
    return new JudgedOption(
        given.shown(),
        given.source(),
        Outcome.OVERRIDDEN,
        Map.of(),
        "It is given again at %s: that one holds.".formatted(by.at()));
  }

  private static JudgedOption alone(Given given, List<Given> among) {
    Findings findings = new Findings();
    Collected collected = new Translator(Bindings.ALL, findings).translate(List.of(given), among);
    Alphas.settle(collected, findings);
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      settings.putAll(collected.of(part));
    }
    List<String> why = new ArrayList<>();
    findings.problems().forEach(problem -> why.add(problem.message()));
    why.addAll(findings.notes());
    return new JudgedOption(
        given.shown(),
        given.source(),
        outcome(findings, settings),
        settings,
        String.join(" ", why));
  }

  private static Outcome outcome(Findings findings, Map<String, Object> settings) {
    if (!findings.problems().isEmpty()) {
      return Outcome.REFUSED;
    }
    return settings.isEmpty() ? Outcome.PASSED : Outcome.HONOURED;
  }
}
