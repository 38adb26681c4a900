package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.VersionId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a version's dataset that are trained under the same words.
 *
 * @param terms how they are trained
 */
public record Concept(ConceptId id, VersionId version, Terms terms) {
  private static final String FIRST = "default";

  /**
   * What people say of a concept.
   *
   * @param repeats how often an epoch shows each picture; -1: 512 / pictures, at least 4; absent:
   *     as the settings of the preparation say
   * @param classTokens caption of pictures that have none; empty: the project's name, but of
   *     regularisation pictures none
   * @param regularisation whether the pictures show what the model knows already and is to keep
   */
  public record Terms(
      String name, @Nullable Integer repeats, String classTokens, boolean regularisation) {
    private static final int FORMULA = -1;
    private static final int MOST_REPEATS = 10_000;
    private static final int LONGEST_WORDS = 200;

    /**
     * @throws dev.lorafoundry.api.project.NameRefused if the name can't be given
     * @throws ConceptRefused if something else can't be
     */
    public Terms {
      name = Names.checked(name);
      classTokens = classTokens.strip();
      if (repeats != null && repeats != FORMULA && (repeats < 1 || repeats > MOST_REPEATS)) {
        throw new ConceptRefused(
            String.format(
                Locale.ROOT,
                "repeats %d is not allowed: use 1 to %,d, or -1 for 512 / pictures, or leave it out for the repeats of the preparation.",
                repeats,
                MOST_REPEATS));
      }
      if (classTokens.codePointCount(0, classTokens.length()) > LONGEST_WORDS) {
        throw new ConceptRefused(
            "classTokens have more than %d characters: shorten them.".formatted(LONGEST_WORDS));
      }
      if (classTokens.codePoints().anyMatch(each -> Character.getType(each) == Character.CONTROL)) {
        throw new ConceptRefused(
            "classTokens have control characters: write them in one line, without tabs.");
      }
    }
  }

  /** The concept that every version has until somebody changes it. */
  public static Concept first(VersionId version) {
    return new Concept(ConceptId.first(version), version, new Terms(FIRST, null, "", false));
  }

  public String name() {
    return terms.name();
  }

  public boolean isFirst() {
    return id.equals(ConceptId.first(version));
  }
}
