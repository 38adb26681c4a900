package dev.lorafoundry.api.queue;

import java.util.Locale;

/** How urgent a piece of work is; a higher priority goes before every lower one. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH;

  /**
   * @throws IllegalArgumentException if there is no such priority
   */
  public static Priority parse(String text) {
    for (Priority priority : values()) {
      if (priority.label().equalsIgnoreCase(text.strip())) {
        return priority;
      }
    }
    throw new IllegalArgumentException(
        "priority '" + text + "' is not allowed: use low, normal or high.");
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
