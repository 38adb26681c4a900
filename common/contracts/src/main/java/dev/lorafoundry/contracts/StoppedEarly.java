package dev.lorafoundry.contracts;

/**
 * A training ended before its last epoch, because its validation loss got no better.
 *
 * @param epoch epochs done
 * @param step optimiser steps done
 * @param bestEpoch the epoch after which it was best; 0 if it was never a number
 */
public record StoppedEarly(int epoch, long step, int bestEpoch) {
  /** The same as a sentence for people. */
  public String sentence() {
    return bestEpoch == 0
        ? "Stopped early after epoch %d: no validation loss was a number.".formatted(epoch)
        : "Stopped early after epoch %d: no better validation loss since epoch %d."
            .formatted(epoch, bestEpoch);
  }
}
