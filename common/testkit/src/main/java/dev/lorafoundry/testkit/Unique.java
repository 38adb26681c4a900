package dev.lorafoundry.testkit;

import java.util.UUID;

/** Names that no other test has: of topics, groups, buckets, databases. */
public final class Unique {
  private Unique() {}

  /** The prefix with something random behind it; small letters, digits and hyphens. */
  public static String name(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
  }
}
