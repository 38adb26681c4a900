package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.ChangedSettings;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkOrder;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.codec.UnreadableMessage;
import dev.lorafoundry.messaging.work.WorkMeters.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one offer: claims the work at the API, answers Kafka at once, then does the work. So no
 * lock of Kafka's has to outlast the work.
 */
final class TakeOffer<J extends WorkOrder> {
  private static final Logger log = LoggerFactory.getLogger(TakeOffer.class);

  private final Trade<J> trade;
  private final WorkerSelf self;
  private final Workshop shop;
  private final AttemptRun<J> run;
  private final WorkMeters meters;
  private final MessageCodec codec = new MessageCodec();
  private @Nullable Claim unanswered;

  TakeOffer(Trade<J> trade, WorkerSelf self, Workshop shop, AttemptRun<J> run) {
    this.trade = trade;
    this.self = self;
    this.shop = shop;
    this.run = run;
    this.meters = new WorkMeters(shop.meters(), trade.kind());
  }

  /**
   * Takes the offer; returns when it is dealt with and the work, if granted, has ended.
   *
   * @throws DeskUnreachable if the offer was handed back because the API gave no answer
   * @throws SendFailed if it was handed back because Kafka took no dead letter
   */
  void take(Offer offer) {
    J job;
    List<String> unknown;
    try {
      byte[] message = offer.message().value();
      job = codec.read(message, trade.jobType());
      unknown = codec.read(message, ChangedSettings.class).unknownIn(job);
    } catch (UnreadableMessage e) {
      putBy(offer, e);
      return;
    }
    ClaimAnswer answer = claim(offer, job);
    offer.accept();
    if (answer instanceof ClaimAnswer.Granted granted) {
      meters.offer(Answer.GRANTED);
      run.perform(job, unknown, granted.lease());
    } else if (answer instanceof ClaimAnswer.Refused refused) {
      meters.offer(Answer.REFUSED);
      log.info("Passed {} by: {}", job.work(), refused.reason());
    }
  }

  private record Claim(WorkId work, ClaimRequest request) {
    boolean isFor(WorkOrder job) {
      return work.equals(job.work()) && request.dispatch().equals(job.dispatch());
    }
  }

  private ClaimAnswer claim(Offer offer, J job) {
    Claim claim = claimFor(job);
    try {
      ClaimAnswer answer = shop.desk().claim(claim.work(), claim.request());
      if (claim.equals(unanswered)) {
        unanswered = null;
      }
      return answer;
    } catch (DeskUnreachable e) {
      unanswered = claim;
      offer.handBack();
      meters.offer(Answer.UNREACHABLE);
      throw e;
    }
  }

  /** The last one that got no answer may have been granted: it is made again, and no other. */
  private Claim claimFor(J job) {
    Claim last = unanswered;
    return last != null && last.isFor(job)
        ? last
        : new Claim(job.work(), new ClaimRequest(self.id(), job.dispatch(), ClaimId.random()));
  }

  private void putBy(Offer offer, UnreadableMessage cause) {
    try {
      shop.letters().accept(offer.message(), cause);
    } catch (SendFailed e) {
      offer.handBack();
      throw e;
    }
    offer.accept();
    meters.offer(Answer.UNREADABLE);
  }
}
