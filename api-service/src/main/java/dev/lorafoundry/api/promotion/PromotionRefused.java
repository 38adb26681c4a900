package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoint;

/** This checkpoint can't become its job's result. */
public final class PromotionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PromotionRefused(String message) {
    super(message);
  }

  static PromotionRefused ofMade(Checkpoint checkpoint) {
    return new PromotionRefused(
        "%s was made of others and is a result already: promote a checkpoint that a job saved."
            .formatted(checkpoint.name()));
  }

  static PromotionRefused ofDropped(Checkpoint checkpoint) {
    return new PromotionRefused(
        "The file of %s was dropped, because its run keeps others: promote a checkpoint whose file is there."
            .formatted(checkpoint.name()));
  }
}
