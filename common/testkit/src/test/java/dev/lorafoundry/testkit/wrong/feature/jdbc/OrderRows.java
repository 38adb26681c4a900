package dev.lorafoundry.testkit.wrong.feature.jdbc;

/** One of two public types of an adapter, which is one too many. */
public final class OrderRows {
  public int count() {
    return 0;
  }
}
