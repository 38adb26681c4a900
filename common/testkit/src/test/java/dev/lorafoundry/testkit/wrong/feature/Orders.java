package dev.lorafoundry.testkit.wrong.feature;

import dev.lorafoundry.testkit.wrong.feature.jdbc.OrderRows;

/** Breaks the rules on purpose: a feature's root sees its adapter. */
public final class Orders {
  public int count(OrderRows rows) {
    return rows.count();
  }
}
