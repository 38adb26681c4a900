package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How urgent a piece of work is; a higher priority goes before every lower one. */
public enum Priority {
  LOW(10),
  NORMAL(20),
  HIGH(30);

  private final int level;

  Priority(int level) {
    this.level = level;
  }

  /** How it is stored: larger goes first; the gaps leave room for others. */
  public int level() {
    return level;
  }

  /** The priority of a stored level. */
  public static Priority ofLevel(int level) {
    for (Priority priority : values()) {
      if (priority.level == level) {
        return priority;
      }
    }
    throw new IllegalStateException("no priority has level " + level);
  }

  /**
   * @throws NoSuchOrder if there is no such priority
   */
  public static Priority parse(@Nullable String text) {
    String given = String.valueOf(text);
    for (Priority priority : values()) {
      if (priority.label().equalsIgnoreCase(given.strip())) {
        return priority;
      }
    }
    throw new NoSuchOrder(
        "priority '%s' is not allowed: use low, normal or high."
            .formatted(SettingProblem.shown(given)));
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
