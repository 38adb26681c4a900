package dev.lorafoundry.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** How classes and packages are written and named. */
public final class StyleRules {
  private static final Set<String> BANNED_PACKAGES =
      Set.of(
          "util",
          "utils",
          "helper",
          "helpers",
          "common",
          "impl",
          "dto",
          "service",
          "services",
          "manager",
          "managers");

  private static final ArchRule SILENT =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

  private StyleRules() {}

  public static List<ArchRule> all() {
    return List.of(
        packagesAreNamedForFeatures(),
        packagesAreNullMarked(),
        classesAreFinal(),
        classesAreNotNamedImpl(),
        noFieldInjection(),
        noOldDates(),
        programsWriteOneLanguage());
  }

  /** Programs for a terminal are free of it. */
  public static ArchRule silentOnStandardStreams() {
    return SILENT;
  }

  static ArchRule packagesAreNamedForFeatures() {
    return noClasses()
        .should(
            fulfil(
                "live in a package named " + String.join(", ", BANNED_PACKAGES),
                type ->
                    Arrays.stream(type.getPackageName().split("\\."))
                        .anyMatch(BANNED_PACKAGES::contains)))
        .allowEmptyShould(true);
  }

  static ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            fulfil(
                "live in a package whose package-info says @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
        .allowEmptyShould(true);
  }

  static ArchRule classesAreFinal() {
    return classes()
        .that(DescribedPredicate.describe("are ordinary classes", StyleRules::isOrdinary))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .as("classes are final")
        .allowEmptyShould(true);
  }

  static ArchRule classesAreNotNamedImpl() {
    return noClasses().should().haveSimpleNameEndingWith("Impl").allowEmptyShould(true);
  }

  static ArchRule noFieldInjection() {
    return noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .as("nothing is injected into fields")
        .allowEmptyShould(true);
  }

  static ArchRule noOldDates() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Date|Calendar|GregorianCalendar)")
        .as("time is java.time")
        .allowEmptyShould(true);
  }

  /** Sentences have numbers in them, which else are written as the machine's language has them. */
  static ArchRule programsWriteOneLanguage() {
    return methods()
        .that()
        .haveName("main")
        .and()
        .areStatic()
        .should(
            fulfil(
                "begin with Locale.setDefault",
                JavaMethod::getFullName,
                main ->
                    main.getMethodCallsFromSelf().stream()
                        .anyMatch(
                            call ->
                                call.getTargetOwner().isEquivalentTo(Locale.class)
                                    && call.getName().equals("setDefault"))))
        .allowEmptyShould(true);
  }

  /** Enums with bodies, anonymous and synthetic classes can't say final. */
  private static boolean isOrdinary(JavaClass type) {
    return !type.isInterface()
        && !type.isEnum()
        && !type.isAnonymousClass()
        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
        && type.getSuperclass().map(parent -> !isEnumBody(parent.toErasure())).orElse(true);
  }

  private static boolean isEnumBody(JavaClass parent) {
    return parent.isEnum();
  }

  private static ArchCondition<JavaClass> fulfil(String description, Predicate<JavaClass> test) {
    return fulfil(description, JavaClass::getName, test);
  }

  private static <T> ArchCondition<T> fulfil(
      String description, Function<T, String> name, Predicate<T> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(item, test.test(item), name.apply(item) + ": " + description));
      }
    };
  }
}
