package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.Locale;

/** Names that sd-scripts takes for an optimiser, and those that it has here. */
final class OptimiserName {
  /** bitsandbytes moves the state of these to the processor's memory and back. */
  private static final String PAGED = "paged";

  private OptimiserName() {}

  /**
   * The name here, or what was given if it is unknown.
   *
   * @param given a name, or a class with its package: {@code bitsandbytes.optim.PagedAdamW8bit}
   */
  static String of(String given) {
    String name = className(given);
    String unpaged = isPaged(given) ? name.substring(PAGED.length()) : name;
    return unpaged.equalsIgnoreCase("AdamW32bit") ? "AdamW" : unpaged;
  }

  static boolean isPaged(String given) {
    return className(given).toLowerCase(Locale.ROOT).startsWith(PAGED);
  }

  private static String className(String given) {
    String text = given.strip();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
