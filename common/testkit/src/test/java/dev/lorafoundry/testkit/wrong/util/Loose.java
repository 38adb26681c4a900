package dev.lorafoundry.testkit.wrong.util;

/** Breaks the rules on purpose: not final, in a package named util, prints. */
public class Loose {
  public void shout() {
    System.out.println("loose");
  }
}
