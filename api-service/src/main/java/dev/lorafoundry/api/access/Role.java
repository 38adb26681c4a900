package dev.lorafoundry.api.access;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person may do; {@link Rights} says it in detail. */
public enum Role {
  /** Sees everything and changes nothing. */
  VIEWER,
  /** Makes, trains, and controls what is theirs. */
  MEMBER,
  /** Controls everybody's work too, and says who else may come in. */
  ADMIN;

  /**
   * @throws PersonRefused if there is no such role
   */
  public static Role parse(@Nullable String text) {
    String given = text == null ? "" : text.strip();
    return Arrays.stream(values())
        .filter(role -> role.label().equalsIgnoreCase(given))
        .findFirst()
        .orElseThrow(
            () ->
                new PersonRefused(
                    "role",
                    given,
                    "The role '%s' is not allowed: use viewer, member or admin."
                        .formatted(SettingProblem.shown(given))));
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
