package dev.lorafoundry.standalone.demo;

import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/** Chooses a display. */
final class Displays {
  private Displays() {}

  /** One that draws in place if people watch on a terminal; lines for a log otherwise. */
  static Display suitedTo(PrintStream out) {
    return isTerminal() ? new LiveDisplay(out) : new PlainDisplay(out, InstantSource.system());
  }

  private static boolean isTerminal() {
    String terminal = System.getenv("TERM");
    return terminal != null
        && !terminal.equals("dumb")
        && System.getenv("CI") == null
        && Optional.ofNullable(System.console()).map(Displays::isTerminal).orElse(false);
  }

  /** Before JDK 22 every console is a terminal; since then it may be a pair of files. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
