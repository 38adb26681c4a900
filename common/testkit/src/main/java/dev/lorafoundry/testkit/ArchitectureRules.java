package dev.lorafoundry.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.lorafoundry.testkit.architecture.BoundaryRules;
import dev.lorafoundry.testkit.architecture.FeatureRules;
import dev.lorafoundry.testkit.architecture.StyleRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the architecture that every module keeps, for one module's main classes.
 *
 * <pre>{@code
 * @Test
 * void keepsTheRules() {
 *   ArchitectureRules.of("dev.lorafoundry.messaging").check();
 * }
 * }</pre>
 */
public final class ArchitectureRules {
  private final String basePackage;
  private final List<ArchRule> rules;

  private ArchitectureRules(String basePackage, List<ArchRule> rules) {
    this.basePackage = basePackage;
    this.rules = rules;
  }

  /** All rules, for the classes below this package. */
  public static ArchitectureRules of(String basePackage) {
    List<ArchRule> rules = new ArrayList<>();
    rules.addAll(FeatureRules.all());
    rules.addAll(BoundaryRules.all());
    rules.addAll(StyleRules.all());
    rules.add(StyleRules.silentOnStandardStreams());
    return new ArchitectureRules(basePackage, List.copyOf(rules));
  }

  /** The same, for programs that people start on a terminal. */
  public ArchitectureRules onATerminal() {
    List<ArchRule> rest = new ArrayList<>(rules);
    rest.remove(StyleRules.silentOnStandardStreams());
    return new ArchitectureRules(basePackage, List.copyOf(rest));
  }

  /**
   * Checks the module's main classes.
   *
   * @throws AssertionError naming each class that breaks a rule, and the rule
   */
  public void check() {
    check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(basePackage));
  }

  void check(JavaClasses classes) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("there are no classes below package " + basePackage);
    }
    List<String> broken = new ArrayList<>();
    for (ArchRule rule : rules) {
      var result = rule.evaluate(classes);
      if (result.hasViolation()) {
        broken.add(result.getFailureReport().toString());
      }
    }
    if (!broken.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), broken));
    }
  }
}
