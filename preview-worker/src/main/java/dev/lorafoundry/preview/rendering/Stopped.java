package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;

/** The work in hand is to end now. Thrown from within it, caught by its trade. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Stopped(String reason) {
    super(reason, null, false, false);
  }

  /**
   * @throws Stopped if the work is to end
   */
  public static void check(Attempt attempt) {
    Command command = attempt.command();
    switch (command) {
      case CONTINUE -> {}
      case CANCEL -> throw new Stopped("cancelled");
      case PAUSE -> throw new Stopped("paused");
      case DRAIN -> throw new Stopped("the worker is ending");
    }
  }

  /** How the work is given back. */
  public Outcome outcome() {
    return new Outcome.GivenBack(String.valueOf(getMessage()), null);
  }
}
