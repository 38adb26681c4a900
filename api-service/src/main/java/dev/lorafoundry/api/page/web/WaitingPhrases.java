package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.WaitingReason;
import dev.lorafoundry.api.queue.WaitingReason.OnOffer;
import dev.lorafoundry.api.queue.WaitingReason.TriedAgain;
import dev.lorafoundry.api.queue.WaitingReason.Workers;
import java.time.Duration;
import java.time.Instant;

/** Why work waits, for people. */
final class WaitingPhrases {
  private WaitingPhrases() {}

  static Phrase of(WaitingReason reason, Instant now) {
    if (reason instanceof OnOffer offer) {
      return Phrase.of("queue.on-offer", of(offer.workers()));
    }
    if (reason instanceof TriedAgain again) {
      return Phrase.of(
          "queue.tried-again",
          JobPhrases.duration(Duration.between(now, again.at())),
          Phrase.sentence(again.why()));
    }
    return of((Workers) reason);
  }

  private static Phrase of(Workers workers) {
    return switch (workers.crew()) {
      case ABSENT -> Phrase.of("queue.no-worker", WorkNames.kind(workers.kind()));
      case BUSY -> Phrase.of("queue.all-busy", WorkNames.kind(workers.kind()), workers.count());
      case IDLE -> Phrase.of("queue.soon-taken");
    };
  }
}
