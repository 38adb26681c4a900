package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import org.junit.jupiter.api.Test;

final class ProjectFilterTest {
  @Test
  void passesOverCharactersThatNoNameHas() {
    assertThat(search(" to\0wer\ud83d \n")).isEqualTo("tower");
    assertThat(search("\0")).isEmpty();
  }

  @Test
  void looksAtAsManyCharactersAsANameHasAndCutsNone() {
    assertThat(search("🦊".repeat(Names.LONGEST + 1))).isEqualTo("🦊".repeat(Names.LONGEST));
  }

  private static String search(String text) {
    return new ProjectFilter(Shelf.IN_USE, text).search();
  }
}
