package dev.lorafoundry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class ArchitectureRulesTest {
  private static final String WRONG = "dev.lorafoundry.testkit.wrong";
  private final JavaClasses wrong = new ClassFileImporter().importPackages(WRONG);

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> ArchitectureRules.of(WRONG).check(wrong))
        .isInstanceOf(AssertionError.class)
        .message()
        .contains("Loose")
        .contains("package named")
        .contains("classes are final")
        .contains("standard streams")
        .contains("@NullMarked")
        .contains("seen from their own package only")
        .contains("shows several types")
        .contains("begin with Locale.setDefault");
  }

  @Test
  void letsProgramsForATerminalPrint() {
    assertThatThrownBy(() -> ArchitectureRules.of(WRONG).onATerminal().check(wrong))
        .message()
        .doesNotContain("standard streams");
  }

  @Test
  void refusesAPackageWithoutClasses() {
    assertThatThrownBy(() -> ArchitectureRules.of("dev.lorafoundry.nowhere").check())
        .hasMessageContaining("dev.lorafoundry.nowhere");
  }

  @Test
  void passesWhatIsRight() {
    assertThatCode(() -> ArchitectureRules.of("dev.lorafoundry.testkit.server").check())
        .doesNotThrowAnyException();
    assertThat(wrong).isNotEmpty();
  }
}
