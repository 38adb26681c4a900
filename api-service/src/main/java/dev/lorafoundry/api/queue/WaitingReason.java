package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.util.Locale;

/** Why a piece of work waits: what a sentence is made of, in whatever language. */
public sealed interface WaitingReason {
  /** The sentence in English. */
  String english();

  /** How the workers are that take work of a kind. */
  enum Crew {
    /** There are none. */
    ABSENT,
    BUSY,
    /** One at least is idle. */
    IDLE
  }

  /**
   * It waits for one of the workers that take work of its kind.
   *
   * @param count how many there are
   */
  record Workers(Crew crew, WorkKind kind, int count) implements WaitingReason {
    @Override
    public String english() {
      String label = kind.name().toLowerCase(Locale.ROOT);
      return switch (crew) {
        case ABSENT -> "No worker that takes work of kind %s is there: start one.".formatted(label);
        case BUSY -> "All workers that take work of kind %s (%d) are busy.".formatted(label, count);
        case IDLE -> "A worker is idle and will take it at once.";
      };
    }
  }

  /** The next idle worker takes it. */
  record OnOffer(Workers workers) implements WaitingReason {
    @Override
    public String english() {
      return "It is on offer: the next idle worker takes it. " + workers.english();
    }
  }

  /**
   * Its last attempt ended badly, and the next one is not due.
   *
   * @param at when it is
   * @param why that attempt ended so, one sentence for people
   */
  record TriedAgain(Instant at, String why) implements WaitingReason {
    @Override
    public String english() {
      return "It is tried again at %s. %s".formatted(at, why);
    }
  }
}
