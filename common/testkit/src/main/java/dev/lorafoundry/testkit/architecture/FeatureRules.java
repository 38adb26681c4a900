package dev.lorafoundry.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A package is a feature: its root is its API, its adapters below are seen by nobody. */
public final class FeatureRules {
  private static final String OURS = "dev.lorafoundry.";
  private static final Set<String> ADAPTERS = Set.of("web", "jdbc", "kafka", "http", "s3");

  private FeatureRules() {}

  public static List<ArchRule> all() {
    return List.of(adaptersAreHidden(), adaptersShowOneType());
  }

  /** A feature's root never sees its adapters, and adapters never see one another. */
  static ArchRule adaptersAreHidden() {
    return classes()
        .should(seeNoForeignAdapter())
        .as("adapters (" + String.join(", ", ADAPTERS) + ") are seen from their own package only")
        .allowEmptyShould(true);
  }

  static ArchRule adaptersShowOneType() {
    return classes()
        .that(DescribedPredicate.describe("are public types of an adapter", FeatureRules::isShown))
        .should(beTheOnlyPublicTypeOfTheirPackage())
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> seeNoForeignAdapter() {
    return new ArchCondition<>("see no adapter but their own") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isAdapter(dependency.getTargetClass()))
            .filter(dependency -> !samePackage(dependency))
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.violated(origin, dependency.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> beTheOnlyPublicTypeOfTheirPackage() {
    return new ArchCondition<>("be the only public type of their package") {
      @Override
      public void check(JavaClass shown, ConditionEvents events) {
        JavaPackage home = shown.getPackage();
        Set<String> all =
            home.getClasses().stream()
                .filter(FeatureRules::isShown)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        if (all.size() > 1) {
          events.add(
              SimpleConditionEvent.violated(
                  shown, "adapter " + home.getName() + " shows several types: " + all));
        }
      }
    };
  }

  private static boolean isShown(JavaClass type) {
    return isAdapter(type)
        && type.isTopLevelClass()
        && type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isAdapter(JavaClass type) {
    String home = type.getPackageName();
    return home.startsWith(OURS) && ADAPTERS.contains(home.substring(home.lastIndexOf('.') + 1));
  }

  private static boolean samePackage(Dependency dependency) {
    return dependency
        .getOriginClass()
        .getPackageName()
        .equals(dependency.getTargetClass().getPackageName());
  }
}
