package dev.lorafoundry.testkit.wrong.util;

/** Breaks the rules on purpose: not final, in a package named util, prints, in any language. */
public class Loose {
  public static void main(String[] arguments) {
    new Loose().shout();
  }

  public void shout() {
    System.out.println("loose");
  }
}
