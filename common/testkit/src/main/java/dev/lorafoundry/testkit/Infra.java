package dev.lorafoundry.testkit;

import java.util.Locale;

/** Where the servers of tests come from; chosen with {@code -Dinfra=...}. */
enum Infra {
  EMBEDDED,
  CONTAINERS;

  static Infra chosen() {
    String name = System.getProperty("infra", "embedded");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "embedded" -> EMBEDDED;
      case "containers" -> CONTAINERS;
      default ->
          throw new IllegalArgumentException(
              "-Dinfra=" + name + " is not allowed: embedded (the default) or containers");
    };
  }
}
