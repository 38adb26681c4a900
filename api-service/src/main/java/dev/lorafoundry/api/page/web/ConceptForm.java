package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptRefused;
import dev.lorafoundry.contracts.settings.SettingProblem;
import org.jspecify.annotations.Nullable;

/** The form of a concept. */
record ConceptForm(
    @Nullable String name,
    @Nullable String repeats,
    @Nullable String classTokens,
    @Nullable String regularisation) {
  /**
   * What the form says.
   *
   * @throws ConceptRefused if a concept can't be so
   * @throws dev.lorafoundry.api.project.NameRefused if it can't be called so
   */
  Concept.Terms terms() {
    return new Concept.Terms(
        text(name).strip(),
        repeats(text(repeats).strip()),
        text(classTokens),
        regularisation != null);
  }

  /** Of a new concept, whose class tokens are its name unless others are given. */
  Concept.Terms newTerms() {
    return new ConceptForm(
            name, repeats, text(classTokens).isBlank() ? name : classTokens, regularisation)
        .terms();
  }

  private static @Nullable Integer repeats(String given) {
    if (given.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(given);
    } catch (NumberFormatException e) {
      throw new ConceptRefused(
          "repeats '%s' is not a whole number: use 1 to 10,000, or -1 for 512 / pictures."
              .formatted(SettingProblem.shown(given)));
    }
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
